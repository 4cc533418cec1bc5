package io.tutti.containers;

import java.net.URI;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("The WAR in the webapps folder of Tomcat 11.0")
class StandaloneTomcat11IT extends WarContract {

  @RegisterExtension static final StandaloneTomcat TOMCAT = new StandaloneTomcat("tutti.tomcat11");

  @Override
  URI base() {
    return TOMCAT.address();
  }
}
