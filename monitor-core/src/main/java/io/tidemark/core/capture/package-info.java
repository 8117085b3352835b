/**
 * Captured inference records, from bytes to rows of fields. Start with {@link io.tidemark.core.capture.CaptureParser}.
 *
 * <h2>How records become rows</h2>
 *
 * <p>A record has an input side (the request) and perhaps an output side (the response). Each side carries its payload
 * as one string with an encoding, CSV or JSON; the two may differ. A payload holds one row or several; row i of the
 * input and row i of the output belong together, so their numbers must be equal.
 *
 * <table>
 *   <caption>Payloads and their rows</caption>
 *   <tr><th>payload</th><th>rows</th></tr>
 *   <tr><td>CSV</td><td>one row a line, without header; fields are bound by position</td></tr>
 *   <tr><td>JSON object</td><td>one row; its keys are the names of the fields</td></tr>
 *   <tr><td>JSON array of objects</td><td>one row an object</td></tr>
 *   <tr><td>JSON array of arrays</td><td>one row an inner array; fields are bound by position</td></tr>
 *   <tr><td>JSON array that begins with a scalar</td><td>one row; fields are bound by position</td></tr>
 *   <tr><td>JSON scalar</td><td>one row of one field</td></tr>
 *   <tr><td>several JSON values on lines of their own (JSON Lines)</td><td>the rows of each value in turn</td></tr>
 *   <tr><td>{@code {"instances":[…]}} or {@code {"predictions":[…]}} as the only member</td>
 *       <td>one row an element; a scalar element is a row of one field</td></tr>
 *   <tr><td>a row {@code {"features":[…]}} with this as the only member</td>
 *       <td>the elements of the array, bound by position</td></tr>
 * </table>
 *
 * <p>The rows of a payload all have names or none has. Inside a row objects and arrays are kept as their text
 * ({@link io.tidemark.core.capture.FieldKind#JSON_NESTED}). Beyond strict JSON the tokens {@code NaN},
 * {@code Infinity} and {@code -Infinity} are read in payloads, because common writers emit them. A key that stands
 * twice in one object makes the record malformed, wherever it stands.
 *
 * <p>Bad records are values here, not exceptions: a {@link io.tidemark.core.capture.Rejection} with a detail. A bad
 * cell is not a bad record: its text is kept, also if it is no UTF-8, and judged where values are read.
 */
@NullMarked
package io.tidemark.core.capture;

import org.jspecify.annotations.NullMarked;
