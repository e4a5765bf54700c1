/// What the client and the embedded server of Open311 GeoReport v2 agree on: settings, signature.
@NullMarked
package ua.holos.gateway.open311;

import org.jspecify.annotations.NullMarked;
