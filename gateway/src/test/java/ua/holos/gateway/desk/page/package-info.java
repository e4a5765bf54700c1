@NullMarked
package ua.holos.gateway.desk.page;

import org.jspecify.annotations.NullMarked;
