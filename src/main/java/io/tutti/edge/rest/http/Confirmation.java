package io.tutti.edge.rest.http;

/** What is answered where there is nothing to tell but that it was done. Immutable. */
public record Confirmation(String message) {}
