package io.tutti.containers;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayName;

/**
 * The packaged WAR, deployed by Arquillian into the container whose adapter is on the class path: Maven runs this once with
 * embedded Tomcat and once with Payara Micro (see arquillian.xml).
 */
@ArquillianTest
@DisplayName("The WAR, deployed by Arquillian")
class ArquillianIT extends WarContract {

  @ArquillianResource URL deployed;

  /** What a former build has left is deleted: arquillian.xml and pom.xml name the same folder. */
  @Deployment(testable = false)
  static WebArchive war() throws IOException {
    Folders.delete(Path.of("target/containers/arquillian-data"));
    return ShrinkWrap.createFromZipFile(WebArchive.class, new File("target/tutti.war"));
  }

  /** Containers say which name they think the machine has; they listen on 127.0.0.1 only. */
  @Override
  URI base() {
    return URI.create("http://127.0.0.1:" + deployed.getPort() + deployed.getPath());
  }
}
