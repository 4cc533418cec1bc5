package io.tutti.edge.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tutti.edge.rest.http.CorsFilter;
import io.tutti.edge.rest.http.RestSettings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Pages of the computer that somebody develops on")
class CorsFilterTest {

  private static String allowed(boolean localPages, String origin) throws Exception {
    Map<String, String> told = new HashMap<>();
    HttpServletRequest request = (HttpServletRequest) Proxy.newProxyInstance(CorsFilterTest.class.getClassLoader(),
        new Class<?>[] {HttpServletRequest.class}, (proxy, method, arguments) -> switch (method.getName()) {
          case "getHeader" -> "Origin".equals(arguments[0]) ? origin : null;
          case "getMethod" -> "GET";
          default -> throw new UnsupportedOperationException(method.getName());
        });
    HttpServletResponse response = (HttpServletResponse) Proxy.newProxyInstance(CorsFilterTest.class.getClassLoader(),
        new Class<?>[] {HttpServletResponse.class}, (proxy, method, arguments) ->
            told.put((String) arguments[0], (String) arguments[1]) == null ? null : null);
    RestSettings settings = new RestSettings("1", true, true, true, List.of(), localPages, 500, 200, 1_000);
    new CorsFilter(() -> settings).doFilter(request, response, (asked, answered) -> told.put("passed on", "yes"));
    assertEquals("yes", told.get("passed on"));
    assertEquals("Origin", told.get("Vary"));
    return told.getOrDefault("Access-Control-Allow-Origin", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:3000", "http://localhost:5173", "http://127.0.0.1:8080", "http://localhost", "HTTP://Localhost:1"})
  @DisplayName("[REST27] They may read in development, whatever their port, and nowhere else")
  void local(String origin) throws Exception {
    assertEquals(origin, allowed(true, origin));
    assertEquals("", allowed(false, origin));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost.evil.example", "http://localhost:3000.evil.example", "https://evil.example", "null",
      "http://127.0.0.1.evil.example:80", "http://evil.example/localhost:3000", "http://evil@localhost:1", "http://localhost:3000\n"})
  @DisplayName("[REST27] Who only looks as if it were local may not")
  void others(String origin) throws Exception {
    assertEquals("", allowed(true, origin));
  }
}
