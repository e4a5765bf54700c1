package ua.holos.channel.example;

import org.jspecify.annotations.Nullable;

/// What the app posts: `{"id":"17","user":"u-4711","at":1790000000,"text":"Немає води"}`, or what
/// became of an answer: `{"id":"18","user":"u-4711","at":1790000060,"message":"m-1","status":
/// "read"}`. Any field may be missing: it comes from outside.
record CityAppUpdate(
    @Nullable String id,
    @Nullable String user,
    long at,
    @Nullable String text,
    @Nullable String message,
    @Nullable String status) {}
