package io.tutti.containers;

import java.net.URI;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("The WAR in the webapps folder of Tomcat 10.1")
class StandaloneTomcat10IT extends WarContract {

  @RegisterExtension static final StandaloneTomcat TOMCAT = new StandaloneTomcat("tutti.tomcat10");

  @Override
  URI base() {
    return TOMCAT.address();
  }
}
