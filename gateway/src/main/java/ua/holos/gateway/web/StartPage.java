package ua.holos.gateway.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import ua.holos.bot.channel.ChannelAdapter;

/// `/`: the web chat, and the way to everything else.
@Controller
final class StartPage {

  private static final String POLICY =
      "default-src 'self'; img-src 'self' blob: data:; object-src 'none'; base-uri 'none'; "
          + "form-action 'self'; frame-ancestors 'self'";

  private final List<String> channels;

  StartPage(List<ChannelAdapter> adapters) {
    this.channels = adapters.stream().map(adapter -> adapter.type().code()).sorted().toList();
  }

  @GetMapping("/")
  String page(Model model, HttpServletResponse response) {
    response.setHeader("Content-Security-Policy", POLICY);
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
    model.addAttribute("telegram", channels.contains("telegram"));
    return "start";
  }
}
