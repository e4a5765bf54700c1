package ua.holos.gateway.city;

/// Who does the work.
///
/// @param code what categories refer to
/// @param name what people read
/// @param phone its number
public record Department(String code, String name, String phone) {}
