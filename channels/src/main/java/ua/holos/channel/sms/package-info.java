/// The SMS channel, by SMPP 3.4 or by the HTTP interface of TurboSMS: segments, receipts, incoming
/// messages.
@NullMarked
package ua.holos.channel.sms;

import org.jspecify.annotations.NullMarked;
