package ua.holos.gateway.supervision;

import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import ua.holos.gateway.desk.LiveDesk;
import ua.holos.gateway.desk.Presence;
import ua.holos.gateway.staff.AuditTrail;
import ua.holos.gateway.staff.CurrentStaff;
import ua.holos.gateway.staff.StaffDirectory;

/// What the supervisors' page needs.
@Configuration(proxyBeanMethods = false)
class SupervisionConfiguration {

  @Bean
  TeamAccess teamAccess(CurrentStaff current, AuditTrail audit) {
    return new TeamAccess(current, audit, InstantSource.system());
  }

  @Bean
  DeskFigures deskFigures(JdbcClient jdbc) {
    return new DeskFigures(jdbc);
  }

  @Bean
  LiveTeam liveTeam(LiveDesk desk, Presence presence, StaffDirectory staff) {
    return new LiveTeam(desk, presence, staff);
  }
}
