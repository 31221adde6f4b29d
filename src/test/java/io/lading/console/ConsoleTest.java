package io.lading.console;

import static io.lading.api.ServedHub.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.lading.api.ServedHub;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@Timeout(120)
class ConsoleTest {
    private static final ServedHub hub = ServedHub.shared();
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final HttpClient browser = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    @BeforeEach
    void signIn() throws IOException, InterruptedException {
        assertThat(get(hub.console()).statusCode()).isEqualTo(200);
    }

    @Test
    void listsWhatHappenedWithALinkToTheDocument() throws Exception {
        JsonNode result = hub.postAndWait(order("PO-500", "000000500", "85"));
        String id = result.path("documents").path(0).path("id").asString();

        String page = page("/");
        assertThat(page).contains("/documents/" + id, "PO-500", "Globex Retail", "54,655.00 USD");
        assertThat(page("/?text=PO-500")).contains("/documents/" + id);
        assertThat(page("/?text=PO-500&partner=umbrella"))
                .doesNotContain("/documents/" + id)
                .contains("Nothing matches");
        assertThat(page("/?state=rejected")).doesNotContain("/documents/" + id);
    }

    @Test
    void showsADocumentsStoryAndWhatItLookedLikeOnTheWay() throws Exception {
        JsonNode result = hub.postAndWait(order("PO-501", "000000501", "85"));
        String path =
                "/documents/" + result.path("documents").path(0).path("id").asString();

        assertThat(page(path))
                .contains("received", "acknowledged", "translated")
                .contains("title=\"PO102 quantity ordered\"")
                .contains("<span class=\"tag\">PO1</span>");
        assertThat(page(path + "?tab=canonical")).contains("<span class=\"key\">&quot;number&quot;</span>");
        assertThat(page(path + "?tab=answers")).contains("<span class=\"tag\">AK9</span>");
        assertThat(page(path + "?tab=output")).contains("initech/erp");
        assertThat(page(path + "?tab=details")).contains("x12/850-order", "000000501");
        assertThat(page(path + "?tab=gone")).contains("<span class=\"tag\">PO1</span>");
    }

    @Test
    void pinsFindingsToTheirElement() throws Exception {
        JsonNode result = hub.postAndWait(order("PO-502", "000000502", "1O"));

        String page = page("/transmissions/" + result.path("transmission").asString());
        assertThat(page)
                .contains("<span class=\"bad\" title=\"PO102 quantity ordered\">1O</span>")
                .contains("expected a number, found &quot;1O&quot;");
    }

    @Test
    void neverLetsWhatAPartnerSentBecomeMarkup() throws Exception {
        JsonNode result = hub.postAndWait(order("<b>x</b>", "000000503", "85"));
        String transmission = result.path("transmission").asString();
        hub.post(
                hub.globex,
                "/api/v1/interchanges?wait=30s&file=%3Cimg%20src=x%20onerror=alert(1)%3E",
                "\"><script>alert(2)</script> no document");

        List<String> pages = List.of(
                "/",
                "/?direction=all",
                "/?text=%3Cscript%3Ealert(3)%3C/script%3E",
                "/?partner=%22%3E%3Cscript%3E&after=%3Cscript%3E&state=%3Cscript%3E",
                "/work",
                "/work?state=%3Cscript%3E&partner=%3Cscript%3E",
                "/lookups?table=%3Cscript%3E&text=%3Cscript%3E",
                "/transmissions/" + transmission,
                "/documents/%3Cscript%3E",
                "/transmissions/%3Cscript%3E");
        for (String path : pages) {
            String page = get(hub.at(path)).body();
            assertThat(page.replaceAll("<script defer src=\"/webjars/[^\"]*\"></script>", ""))
                    .as(path)
                    .doesNotContain("<script", "<img src=x", "<b>x</b>");
        }
    }

    @Test
    void allowsNoScriptsOrStylesButItsOwn() throws Exception {
        HttpResponse<String> page = get(hub.at("/"));

        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .get()
                .asString()
                .startsWith("default-src 'self'");
        assertThat(page.body())
                .doesNotContain(" style=", "<style", "javascript:")
                .doesNotContainPattern("<[^>]*\\son[a-z]+=");
        for (String asset :
                List.of("/assets/lading.css", "/assets/lading.svg", "/webjars/htmx.org/2.0.10/dist/htmx.min.js")) {
            assertThat(page.body()).contains(asset);
            assertThat(get(hub.at(asset)).statusCode()).as(asset).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/work", "/lookups", "/documents/0000000000001", "/transmissions/0000000000001/payload"})
    void asksStrangersToSignIn(String path) throws Exception {
        HttpClient stranger = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(hub.at(path))
                .header("Accept", "text/html")
                .build();
        HttpResponse<String> answer = stranger.send(request, BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location")).get().asString().endsWith("/sign-in");
    }

    @Test
    void opensByTheAdministratorsTokenAndByNoOther() throws Exception {
        HttpClient fresh =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        String form = fresh.send(HttpRequest.newBuilder(hub.at("/sign-in")).build(), BodyHandlers.ofString())
                .body();
        HttpResponse<String> partner = submit(fresh, "/sign-in", form, "&token=" + hub.globex);
        assertThat(partner.statusCode()).isEqualTo(401);
        assertThat(partner.body()).contains("That is not the administrator's token.");

        HttpResponse<String> opened = submit(fresh, "/sign-in", partner.body(), "&token=" + hub.administrator);
        assertThat(opened.statusCode()).isEqualTo(302);
        assertThat(opened.headers().firstValue("Set-Cookie")).get().asString().contains("HttpOnly", "SameSite=Strict");
        assertThat(fresh.send(HttpRequest.newBuilder(hub.at("/")).build(), BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void doesNothingAgainWithoutItsOwnForm() throws Exception {
        JsonNode result = hub.postAndWait(order("PO-505", "000000505", "85"));
        String path = "/transmissions/" + result.path("transmission").asString();
        HttpRequest forged = HttpRequest.newBuilder(hub.at(path + "/reprocess"))
                .POST(BodyPublishers.noBody())
                .build();
        assertThat(browser.send(forged, BodyHandlers.ofString()).statusCode()).isEqualTo(403);

        HttpResponse<String> own = submit(browser, path + "/reprocess", page(path), "&confirm=true");
        assertThat(own.statusCode()).isEqualTo(200);
        assertThat(own.uri().getPath()).startsWith("/transmissions/").isNotEqualTo(path);
        assertThat(own.body())
                .contains("by reprocess of " + result.path("transmission").asString());
    }

    @Test
    void fillsALookupTableThatAnOrderWaitsForAndLetsItRun() throws Exception {
        hub.put(hub.administrator, "/api/v1/lookups/console-colours?scope=wayne", "canonical,code\nred,R\nblue,B\n");
        JsonNode held = hub.postAndWait(hub.wayne, """
                ISA*00*          *00*          *ZZ*WAYNE01        *ZZ*SUPPLIER01     *261001*0904*U*00401*000000881*0*P*:~
                GS*PO*WAYNE01*SUPPLIER01*20261001*0904*1*X*004010~
                ST*850*0001~
                BEG*00*SA*PO-C881**20261001~
                PO1*1*5*C9*9.95**UP*078580173278~
                CTT*1~
                SE*5*0001~
                GE*1*1~
                IEA*1*000000881~
                """);
        String transmission = held.path("transmission").asString();

        String waiting = page("/lookups");
        assertThat(waiting)
                .contains("console-colours", "Fill and run again", "<code>C9</code>", "/transmissions/" + transmission);
        assertThat(page("/lookups?table=console-colours&scope=wayne&text=blue"))
                .contains("<td>blue</td>")
                .doesNotContain("<td>red</td>")
                .contains("changed console-colours for wayne");
        HttpResponse<String> filled = submit(
                browser,
                "/lookups",
                waiting,
                "&table=unit-of-measure&scope=wayne/receives-Order&code=C9&canonical=XCS");

        assertThat(filled.statusCode()).isEqualTo(200);
        assertThat(filled.body()).contains("unit-of-measure for wayne/receives-Order: ");
        HttpResponse<String> inside = submit(
                browser, "/lookups", waiting, "&table=console-colours&scope=wayne&code=G&canonical=green&from=inside");
        assertThat(inside.uri().getQuery()).isEqualTo("table=console-colours&scope=wayne");
        assertThat(inside.body()).contains("<td>green</td>", "1 row added, 0 removed");
        HttpResponse<String> refused =
                submit(browser, "/lookups", waiting, "&table=unit-of-measure&code=a%2Cb&canonical=XCS");
        assertThat(refused.body()).contains("without commas");
    }

    @Test
    void takesTheKeyOutOfTheAddressAndNothingElse() throws Exception {
        String key = hub.console().getQuery();

        HttpResponse<String> page = get(hub.at("/?text=PO-500&" + key + "&state=rejected"));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.uri().getQuery()).isEqualTo("text=PO-500&state=rejected");
        assertThat(get(hub.console()).uri().getQuery()).isNull();
        assertThat(get(hub.at("/?text=a&k%65" + hub.console().getQuery().substring(2)))
                        .uri()
                        .getQuery())
                .isEqualTo("text=a");
    }

    @Test
    void saysSoWhenSomethingIsNotThere() throws Exception {
        HttpResponse<String> answer = get(hub.at("/documents/0000000000001"));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("There is no document 0000000000001.");
    }

    private HttpResponse<String> submit(HttpClient client, String path, String page, String fields) throws Exception {
        Matcher token = CSRF.matcher(page);
        assertThat(token.find()).as("the page has a form of its own").isTrue();
        String body = "_csrf=" + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8) + fields;
        HttpRequest request = HttpRequest.newBuilder(hub.at(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private String page(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = get(hub.at(path));
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    private HttpResponse<String> get(URI address) throws IOException, InterruptedException {
        return browser.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }
}
