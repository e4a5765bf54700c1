package ua.holos.gateway.core;

import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import ua.holos.bot.appeal.Catalogue;
import ua.holos.bot.appeal.Category;
import ua.holos.bot.appeal.Deadline;
import ua.holos.bot.appeal.WorkingCalendar;
import ua.holos.bot.understanding.Detail;

/// A small city for tests.
public final class DemoCity {
  static final ZoneId KYIV = ZoneId.of("Europe/Kyiv");

  public static final WorkingCalendar CALENDAR =
      new WorkingCalendar(KYIV, EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), Set.of());

  public static final Catalogue CATALOGUE =
      new Catalogue() {
        private final List<Category> all =
            List.of(
                service(
                    "hot-water",
                    "Гаряча вода",
                    "heat",
                    true,
                    Category.Where.HOUSE,
                    Detail.ENTRANCE),
                service("roads", "Дороги й тротуари", "roads", false, Category.Where.PLACE),
                service(
                    "public-transport",
                    "Громадський транспорт",
                    "transport",
                    false,
                    Category.Where.NONE,
                    Detail.ROUTE,
                    Detail.STOP));

        @Override
        public Optional<Category> category(String code) {
          return all.stream().filter(category -> category.code().equals(code)).findFirst();
        }

        @Override
        public List<Category> categories() {
          return all;
        }
      };

  private DemoCity() {}

  static CoreCity core() {
    Map<String, String> departments =
        Map.of("heat", "Київтеплоенерго", "roads", "Київавтодор", "transport", "Київпастранс");
    return new CoreCity(
        CATALOGUE,
        CALENDAR::due,
        code -> departments.getOrDefault(code, code),
        code -> CoreWords.of("detail." + code, code),
        KYIV,
        "kyiv.test");
  }

  private static Category service(
      String code,
      String name,
      String department,
      boolean emergency,
      Category.Where where,
      Detail... needed) {
    Deadline deadline =
        emergency
            ? new Deadline(24, Deadline.Unit.HOURS)
            : new Deadline(5, Deadline.Unit.WORKING_DAYS);
    return new Category(
        code, name, department, deadline, emergency, where, List.of(needed), List.of());
  }
}
