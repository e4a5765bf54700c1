package ua.holos.gateway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// Starts Holos.
@SpringBootApplication
public class HolosApplication {

  public static void main(String[] arguments) {
    SpringApplication.run(HolosApplication.class, arguments);
  }
}
