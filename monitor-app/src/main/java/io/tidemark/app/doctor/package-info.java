/** What is wrong with a cluster, a machine or a set of rights before something goes wrong. Start with DoctorCommand. */
@NullMarked
package io.tidemark.app.doctor;

import org.jspecify.annotations.NullMarked;
