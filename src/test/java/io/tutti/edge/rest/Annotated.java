package io.tutti.edge.rest;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.annotation.WebServlet;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

/** Adds filters and servlets where their annotations say, as a container that looks for them does. Holds nothing. */
final class Annotated {

  private Annotated() {}

  static void servlet(Context web, Servlet servlet) {
    WebServlet annotation = servlet.getClass().getAnnotation(WebServlet.class);
    Tomcat.addServlet(web, servlet.getClass().getSimpleName(), servlet).setAsyncSupported(annotation.asyncSupported());
    for (String pattern : annotation.value()) {
      web.addServletMappingDecoded(pattern, servlet.getClass().getSimpleName());
    }
  }

  static void filter(Context web, Filter filter) {
    WebFilter annotation = filter.getClass().getAnnotation(WebFilter.class);
    FilterDef definition = new FilterDef();
    definition.setFilterName(filter.getClass().getSimpleName());
    definition.setFilter(filter);
    definition.setAsyncSupported(String.valueOf(annotation.asyncSupported()));
    web.addFilterDef(definition);
    FilterMap map = new FilterMap();
    map.setFilterName(definition.getFilterName());
    for (String pattern : annotation.urlPatterns()) {
      map.addURLPatternDecoded(pattern);
    }
    for (DispatcherType type : annotation.dispatcherTypes()) {
      map.setDispatcher(type.name());
    }
    web.addFilterMap(map);
  }
}
