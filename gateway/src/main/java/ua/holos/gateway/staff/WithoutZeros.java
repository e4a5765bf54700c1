package ua.holos.gateway.staff;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/// Leaves zero characters out of everything that is typed at the desk: PostgreSQL takes none, and a
/// form that fails for one would look like a database that is away.
final class WithoutZeros extends OncePerRequestFilter {

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    chain.doFilter(new Typed(request), response);
  }

  private static final class Typed extends HttpServletRequestWrapper {
    Typed(HttpServletRequest request) {
      super(request);
    }

    @Override
    public @Nullable String getParameter(String name) {
      String value = super.getParameter(name);
      return value == null ? null : clean(value);
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
      String[] values = super.getParameterValues(name);
      return values == null ? null : clean(values);
    }

    @Override
    public Map<String, String[]> getParameterMap() {
      Map<String, String[]> all = new LinkedHashMap<>();
      super.getParameterMap().forEach((name, values) -> all.put(name, clean(values)));
      return all;
    }

    private static String[] clean(String[] values) {
      String[] clean = values.clone();
      for (int i = 0; i < clean.length; i++) {
        clean[i] = clean(clean[i]);
      }
      return clean;
    }

    private static String clean(String value) {
      return value.indexOf('\0') < 0 ? value : value.replace("\0", "");
    }
  }
}
