/** The figures of a territory, for those who answer for them: the dashboard, and the annual report for the assembly. */
@NullMarked
package laroue.admin.figures;

import org.jspecify.annotations.NullMarked;
