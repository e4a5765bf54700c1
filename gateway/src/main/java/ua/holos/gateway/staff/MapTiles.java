package ua.holos.gateway.staff;

import java.net.URI;

/// Where the desk's map comes from.
///
/// @param template address of a picture with `{z}`, `{x}` and `{y}`; empty when there is no map
public record MapTiles(String template) {
  public MapTiles {
    if (!template.isEmpty()) {
      boolean complete =
          template.matches("https?://[A-Za-z0-9.:-]+/\\S*")
              && template.contains("{z}")
              && template.contains("{x}")
              && template.contains("{y}");
      if (!complete) {
        throw new IllegalArgumentException(
            "holos.desk.map-tiles: found \""
                + template
                + "\", expected an address such as"
                + " https://tile.openstreetmap.org/{z}/{x}/{y}.png, or nothing for no map");
      }
    }
  }

  /// The server that browsers have to be allowed to load pictures from; empty without a map.
  public String origin() {
    if (template.isEmpty()) {
      return "";
    }
    URI server = URI.create(template.substring(0, template.indexOf('/', "https://".length())));
    return server.getScheme() + "://" + server.getRawAuthority();
  }
}
