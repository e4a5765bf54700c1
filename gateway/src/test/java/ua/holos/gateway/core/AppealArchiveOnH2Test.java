package ua.holos.gateway.core;

class AppealArchiveOnH2Test extends AppealArchiveContract {
  @Override
  String url() {
    return CoreServer.h2();
  }
}
