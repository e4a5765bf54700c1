package ua.holos.gateway.history;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;
import org.springframework.web.context.support.StaticWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.i18n.FixedLocaleResolver;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/// A page of the desk drawn from its template, without the rest of Holos.
public final class DrawnPage {
  private DrawnPage() {}

  /// @param template `desk/search`
  /// @param language `uk` or `en`
  public static String of(String template, String language, Map<String, ?> model) throws Exception {
    ResourceBundleMessageSource words = new ResourceBundleMessageSource();
    words.setBasenames(
        "ua/holos/gateway/desk/words",
        "ua/holos/gateway/history/words",
        "ua/holos/gateway/supervision/words");
    words.setDefaultEncoding("UTF-8");
    words.setFallbackToSystemLocale(false);
    ClassLoaderTemplateResolver templates = new ClassLoaderTemplateResolver();
    templates.setPrefix("templates/");
    templates.setSuffix(".html");
    templates.setCharacterEncoding("UTF-8");
    SpringTemplateEngine engine = new SpringTemplateEngine();
    engine.setTemplateResolver(templates);
    engine.setTemplateEngineMessageSource(words);
    StaticWebApplicationContext context = new StaticWebApplicationContext();
    context.setServletContext(new MockServletContext());
    context.refresh();
    ThymeleafViewResolver views = new ThymeleafViewResolver();
    views.setTemplateEngine(engine);
    views.setCharacterEncoding("UTF-8");
    views.setApplicationContext(context);
    Locale locale = Locale.of(language);
    MockHttpServletRequest request = new MockHttpServletRequest(context.getServletContext());
    request.setAttribute(DispatcherServlet.WEB_APPLICATION_CONTEXT_ATTRIBUTE, context);
    request.setAttribute(
        DispatcherServlet.LOCALE_RESOLVER_ATTRIBUTE, new FixedLocaleResolver(locale));
    MockHttpServletResponse response = new MockHttpServletResponse();
    View view = views.resolveViewName(template, locale);
    if (view == null) {
      throw new IllegalArgumentException(template);
    }
    view.render(new HashMap<>(model), request, response);
    return response.getContentAsString();
  }
}
