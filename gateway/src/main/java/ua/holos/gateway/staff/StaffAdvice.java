package ua.holos.gateway.staff;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/// Tells the frame of the desk's pages who is signed in.
@ControllerAdvice
final class StaffAdvice {
  private final SignedInStaff current;

  StaffAdvice(SignedInStaff current) {
    this.current = current;
  }

  @ModelAttribute
  void staff(HttpServletRequest request, Model model) {
    String path = request.getRequestURI();
    if (path.equals("/desk") || path.startsWith("/desk/")) {
      model.addAttribute("staff", current.whole().map(Account::member).orElse(null));
    }
  }
}
