package ua.holos.gateway.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/// A script of the pace: one atomic step on one channel.
enum LuaScript {
  TAKE("take.lua"),
  PAUSE("pause.lua");

  private final String source;
  private final String sha1;

  LuaScript(String file) {
    try (InputStream in = LuaScript.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("The script " + file + " is missing");
      }
      byte[] bytes = in.readAllBytes();
      source = new String(bytes, StandardCharsets.UTF_8);
      sha1 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Runs it; a server that was started anew doesn't know it and is told.
  Object run(UnifiedJedis redis, List<String> keys, List<String> arguments) {
    try {
      return redis.evalsha(sha1, keys, arguments);
    } catch (JedisNoScriptException e) {
      return redis.eval(source, keys, arguments);
    }
  }
}
