package ua.holos.gateway.city;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The city's departments.
public final class Departments {
  private final Map<String, Department> byCode = new LinkedHashMap<>();

  Departments(List<Department> departments) {
    departments.forEach(department -> byCode.put(department.code(), department));
  }

  public Optional<Department> department(String code) {
    return Optional.ofNullable(byCode.get(code));
  }

  /// All departments in the order of the city pack.
  public List<Department> all() {
    return List.copyOf(byCode.values());
  }
}
