/**
 * {@code java -jar tutti.war}: starts the WAR in the Tomcat that it carries. Stands at the root of the WAR, where the Java launcher
 * finds it; knows nothing of the server.
 */
@NullMarked
package io.tutti.launch;

import org.jspecify.annotations.NullMarked;
