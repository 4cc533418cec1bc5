/**
 * What is stored, in words of its own: events, snapshots, and what the tables keep as JSON. Whatever is stored begins with the version of
 * its format, and each version is read for ever. Knows of its parent package only how JSON is read and written: a change of what is sent
 * changes nothing here.
 */
@NullMarked
package io.tutti.edge.json.stored;

import org.jspecify.annotations.NullMarked;
