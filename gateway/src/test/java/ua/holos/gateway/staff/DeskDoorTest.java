package ua.holos.gateway.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class DeskDoorTest {
  private static int passes(DeskDoor door, String path) throws Exception {
    MockHttpServletResponse response = new MockHttpServletResponse();
    door.doFilter(
        new MockHttpServletRequest("GET", path),
        response,
        (_, passed) -> ((MockHttpServletResponse) passed).setStatus(299));
    return response.getStatus();
  }

  @Test
  void whatPagesAskByThemselvesWaitsForAPlaceAndWhatSomebodyPressesDoesNot() throws Exception {
    DeskDoor door = new DeskDoor(1, Duration.ofMillis(20));
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch leave = new CountDownLatch(1);
    Thread first =
        Thread.ofVirtual()
            .start(() -> {
              try {
                door.doFilter(
                    new MockHttpServletRequest("GET", "/desk/queue"),
                    new MockHttpServletResponse(),
                    (_, _) -> {
                      inside.countDown();
                      try {
                        leave.await();
                      } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                      }
                    });
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    inside.await();
    assertThat(passes(door, "/desk/messages")).isEqualTo(503);
    assertThat(passes(door, "/desk/reply")).isEqualTo(299);
    leave.countDown();
    first.join();
    assertThat(passes(door, "/desk/messages")).isEqualTo(299);
  }
}
