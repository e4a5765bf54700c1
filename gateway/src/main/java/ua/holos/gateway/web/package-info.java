/// The start page and what the web chat needs of the application.
@NullMarked
package ua.holos.gateway.web;

import org.jspecify.annotations.NullMarked;
