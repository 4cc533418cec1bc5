package io.tutti.edge.boot;

import io.tutti.edge.rest.TuttiApplication;
import io.tutti.edge.rest.http.ServletContainers;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import java.util.Set;
import org.glassfish.jersey.servlet.ServletContainer;
import org.glassfish.jersey.servlet.ServletProperties;
import org.jboss.weld.environment.servlet.EnhancedListener;
import org.jspecify.annotations.Nullable;

/**
 * Adds what a servlet container lacks of a Jakarta EE server: CDI and JAX-RS. On a server that has them it does nothing. (Weld's
 * own initialiser and Jersey's are switched off by web.xml: they would do it everywhere.)
 */
public final class ContainerStart implements ServletContainerInitializer {

  @Override
  public void onStartup(@Nullable Set<Class<?>> classes, ServletContext context) throws ServletException {
    if (!ServletContainers.isTomcat(context)) {
      return;
    }
    new EnhancedListener().onStartup(classes, context);
    ServletRegistration.Dynamic rest = context.addServlet("rest", ServletContainer.class);
    rest.setInitParameter(ServletProperties.JAXRS_APPLICATION_CLASS, TuttiApplication.class.getName());
    rest.setLoadOnStartup(1);
    rest.setAsyncSupported(true);
    rest.addMapping("/api/*");
  }
}
