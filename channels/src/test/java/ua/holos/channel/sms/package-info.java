/// Tests of the SMS channel, against an SMSC that is jsmpp's server side, and against WireMock.
@NullMarked
package ua.holos.channel.sms;

import org.jspecify.annotations.NullMarked;
