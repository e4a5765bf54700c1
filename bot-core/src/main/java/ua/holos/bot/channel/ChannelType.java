package ua.holos.bot.channel;

/// The kind of a channel, such as `telegram` or `web`; its code is the scheme of its contacts'
/// URNs. Open on purpose: a new channel touches no engine code.
public record ChannelType(String code) {}
