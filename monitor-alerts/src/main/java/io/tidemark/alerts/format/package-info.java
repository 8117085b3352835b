/** The same message in the forms that receivers understand. One class a form. */
@NullMarked
package io.tidemark.alerts.format;

import org.jspecify.annotations.NullMarked;
