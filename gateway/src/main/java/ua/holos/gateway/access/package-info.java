/// Who may open the pages of staff.
@NullMarked
package ua.holos.gateway.access;

import org.jspecify.annotations.NullMarked;
