/**
 * What every route needs: problems and the mappers that make them, filters and limits, bearer tokens, the parameters of
 * an address, JSON bodies. Knows no route.
 */
@NullMarked
package io.tutti.edge.rest.http;

import org.jspecify.annotations.NullMarked;

