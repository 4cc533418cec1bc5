/** What sessions come to: statistics, trends, advice, and what people have learnt. Pure: figures in, figures out. */
@NullMarked
package io.tutti.analytics;

import org.jspecify.annotations.NullMarked;
