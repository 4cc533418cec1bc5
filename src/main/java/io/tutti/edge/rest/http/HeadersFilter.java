package io.tutti.edge.rest.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What every answer tells the browser to refuse (rule REST28), and what the WAR holds that is nobody's business (rule REST29):
 * the launcher's classes, which stand outside WEB-INF. Thread-safe.
 */
@WebFilter(filterName = "headers", urlPatterns = "/*", asyncSupported = true)
public final class HeadersFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  private static final Pattern INLINE_SCRIPT =
      Pattern.compile("<script(?![^>]*\\bsrc\\s*=)[^>]*>(.*?)</script>", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

  private String policy = policy("");

  @Override
  public void init() throws ServletException {
    policy = policy(hashes(page(getServletContext())));
  }

  private static String policy(String scripts) {
    return "default-src 'self'; script-src 'self'" + scripts + "; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        + "connect-src 'self' ws: wss:; object-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'self'";
  }

  private static String page(ServletContext context) throws ServletException {
    try (InputStream in = context.getResourceAsStream("/index.html")) {
      return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new ServletException("index.html cannot be read", e);
    }
  }

  /** The page's import map is written in the page: its digest lets it, and no other script of that kind, run. */
  public static String hashes(String html) {
    StringBuilder hashes = new StringBuilder();
    Matcher script = INLINE_SCRIPT.matcher(html.replace("\r\n", "\n"));
    while (script.find()) {
      hashes.append(" 'sha256-").append(digest(script.group(1))).append('\'');
    }
    return hashes.toString();
  }

  private static String digest(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String path = path(request);
    response.setHeader("Content-Security-Policy", policy);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "same-origin");
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    // Files are asked for again and again, but sent only when their ETag has changed: nothing of an old version stays behind.
    boolean spoken = path.startsWith("/api/") || path.equals("/health") || path.startsWith("/health/");
    response.setHeader("Cache-Control", spoken ? "no-store" : "no-cache");
    if (path.equals("/")) {
      response.addHeader("Vary", "Accept");
    }
    if (path.startsWith("/io/tutti/")) {
      ServletAnswer.refuse(response, Problem.notFound("Not Found"));
    } else {
      chain.doFilter(request, response);
    }
  }

  /** The path inside the WAR, decoded and without detours. */
  private static String path(HttpServletRequest request) {
    String info = request.getPathInfo();
    String path = request.getServletPath() + (info == null ? "" : info);
    return path.isEmpty() ? "/" : path;
  }
}
