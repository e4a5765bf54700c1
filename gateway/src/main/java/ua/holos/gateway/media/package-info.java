/// Photos and files of citizens and departments: checked, stripped of their metadata, kept, served.
@NullMarked
package ua.holos.gateway.media;

import org.jspecify.annotations.NullMarked;
