package ua.holos.bot.form;

/// A point on the map in degrees (WGS 84).
public record Point(double latitude, double longitude) {}
