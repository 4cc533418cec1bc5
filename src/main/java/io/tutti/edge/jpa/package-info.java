/** The tables: sessions, their logs, snapshots and read models, in an embedded H2 file or on PostgreSQL. */
@NullMarked
package io.tutti.edge.jpa;

import org.jspecify.annotations.NullMarked;
