package ua.holos.gateway.city;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import ua.holos.bot.appeal.Catalogue;
import ua.holos.bot.appeal.Category;

/// The categories of `categories.yaml`.
final class CityCatalogue implements Catalogue {
  private final List<Category> categories;
  private final Map<String, Category> byCode;

  CityCatalogue(List<Category> categories) {
    this.categories = List.copyOf(categories);
    this.byCode =
        categories.stream()
            .collect(Collectors.toUnmodifiableMap(Category::code, Function.identity()));
  }

  @Override
  public Optional<Category> category(String code) {
    return Optional.ofNullable(byCode.get(code));
  }

  @Override
  public List<Category> categories() {
    return categories;
  }
}
