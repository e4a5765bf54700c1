package ua.holos.gateway.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.hamcrest.Matchers;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import ua.holos.bot.message.Attachment;
import ua.holos.gateway.media.MediaStore.Stored;
import ua.holos.gateway.open311.PublicUrl;

@NullUnmarked
class MediaControllerTest {
  private static final byte[] GIF =
      "GIF89a<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);
  private static final byte[] HTML = "<html><script>a()</script>".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  private MediaStore media;
  private MockMvc mvc;

  @BeforeEach
  void open() throws IOException {
    media = new FolderMediaStore(folder, 1_000_000, new byte[] {1});
    mvc = MockMvcBuilders.standaloneSetup(new MediaController(media)).build();
  }

  private static InputStream of(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }

  private Attachment kept(byte[] bytes, String name) throws IOException {
    return ((Stored.Kept) media.store(of(bytes), name)).attachment();
  }

  private Attachment fromPlatform(byte[] bytes, String name) throws IOException {
    return ((Stored.Kept) media.storeOnce("telegram:1", () -> of(bytes), name)).attachment();
  }

  private static String address(Attachment file) {
    return "/media/" + file.reference().substring("media:".length());
  }

  @Test
  void aPictureIsShownInPlaceAndCanRunNothing() throws Exception {
    // A GIF that is also a page: what matters is that no browser takes it for one.
    mvc.perform(get(address(kept(GIF, "кіт.gif"))))
        .andExpect(status().isOk())
        .andExpect(header().string("Content-Type", "image/gif"))
        .andExpect(header().string("Content-Disposition", Matchers.startsWith("inline")))
        .andExpect(header().string("X-Content-Type-Options", "nosniff"))
        .andExpect(header().string("Content-Security-Policy", "default-src 'none'; sandbox"))
        .andExpect(content().bytes(GIF));
  }

  @Test
  void aPageIsOnlyOfferedForDownload() throws Exception {
    mvc.perform(get(address(kept(HTML, "сторінка.html"))))
        .andExpect(header().string("Content-Type", "application/octet-stream"))
        .andExpect(header().string("Content-Disposition", Matchers.startsWith("attachment")))
        .andExpect(header().string("X-Content-Type-Options", "nosniff"));
  }

  @Test
  void anUploadUnderAFalseNameIsRefusedAndNotKept() throws IOException {
    assertThat(media.store(of(HTML), "фото.jpg")).isEqualTo(new Stored.Disguised("jpg", "HTML"));
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whatAPlatformBringsUnderAFalseNameIsKeptAsADocumentAndNeverShown() throws Exception {
    Attachment file = fromPlatform(GIF, "рахунок.pdf");
    assertThat(file.kind()).isEqualTo(Attachment.Kind.DOCUMENT);
    assertThat(file.mediaType()).isEqualTo("application/octet-stream");
    mvc.perform(get(address(file)))
        .andExpect(header().string("Content-Disposition", Matchers.startsWith("attachment")))
        .andExpect(content().bytes(GIF));
  }

  @Test
  void aNameThatReadsTheOtherWayRoundIsStraightened() throws IOException {
    assertThat(kept(GIF, "кіт\u202Egnp.gif").fileName()).isEqualTo("кітgnp.gif");
  }

  @Test
  void anExtensionBehindTheIdMeansNothing() throws Exception {
    String address = address(kept(GIF, "кіт.gif"));
    mvc.perform(get(address + ".gif")).andExpect(status().isOk());
    mvc.perform(get(address + ".html")).andExpect(header().string("Content-Type", "image/gif"));
    mvc.perform(get("/media/" + "0".repeat(32))).andExpect(status().isNotFound());
    mvc.perform(get("/media/..")).andExpect(status().isNotFound());
  }

  @Test
  void channelsGetTheBytesAndAnAddressOnlyWhereThereIsAPublicOne() throws IOException {
    Attachment file = kept(GIF, "кіт.gif");
    MockEnvironment environment = new MockEnvironment();
    KeptFiles files = new KeptFiles(media, new PublicUrl(environment));
    try (InputStream bytes = files.open(file).orElseThrow()) {
      assertThat(bytes.readAllBytes()).isEqualTo(GIF);
    }
    assertThat(files.address(file)).isEmpty();
    environment.setProperty("holos.public-url", "https://chat.city.example/");
    assertThat(files.address(file))
        .hasValueSatisfying(address ->
            assertThat(address).isEqualTo("https://chat.city.example" + address(file) + ".gif"));
    Attachment elsewhere = new Attachment(Attachment.Kind.PHOTO, "telegram:1", "image/gif", "", 1);
    assertThat(files.open(elsewhere)).isEmpty();
    assertThat(files.address(elsewhere)).isEmpty();
  }
}
