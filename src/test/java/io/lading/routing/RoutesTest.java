package io.lading.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lading.tracking.Lane;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.Test;

/** The YAML routes themselves: which stage follows which, one bean call each, and what a failure does. */
class RoutesTest extends CamelTestSupport {
    private final List<String> passed = Collections.synchronizedList(new ArrayList<>());

    /** Stands for every stage bean. */
    public final class Stage {
        private final String name;
        private final boolean fails;

        Stage(String name, boolean fails) {
            this.name = name;
            this.fails = fails;
        }

        private Object pass(Object body) {
            passed.add(name);
            if (fails) {
                throw new IllegalStateException(name + " failed");
            }
            return body;
        }

        public Object receive(Object body) {
            return pass(body);
        }

        public void unwrap(Object body) {
            pass(body);
        }

        public void split(Object body) {
            pass(body);
        }

        public void identify(Object body) {
            pass(body);
        }

        public void validate(Object body) {
            pass(body);
        }

        public void acknowledge(Object body) {
            pass(body);
        }

        public void reconcile(Object body) {
            pass(body);
        }

        public void translate(Object body) {
            pass(body);
        }

        public void decide(Object body) {
            pass(body);
        }

        public void envelope(Object body) {
            pass(body);
        }
    }

    /** Stands for a hop. */
    public final class Worker {
        private final String name;

        Worker(String name) {
            this.name = name;
        }

        public void work(Lane lane) {
            passed.add(name + " " + lane);
        }
    }

    @Override
    protected RoutesBuilder[] createRouteBuilders() {
        return new RoutesBuilder[0];
    }

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext camel = super.createCamelContext();
        for (String stage : List.of(
                "receive",
                "unwrap",
                "split",
                "identify",
                "acknowledge",
                "reconcile",
                "translate",
                "decide",
                "translateOut",
                "envelope")) {
            camel.getRegistry().bind(stage + "Stage", new Stage(stage, false));
        }
        camel.getRegistry().bind("validateStage", new Stage("validate", false));
        camel.getRegistry().bind("processHop", new Worker("process"));
        camel.getRegistry().bind("deliverHop", new Worker("deliver"));
        // The queue is played by a direct endpoint; what a wake-up carries does not matter.
        camel.addComponent("jms", new DirectComponent());
        for (String lane : List.of("acknowledgement", "interactive", "bulk")) {
            camel.getPropertiesComponent().addInitialProperty("lading.workers." + lane, "1");
        }
        return camel;
    }

    private void load(String... files) throws Exception {
        List<Resource> resources = new ArrayList<>();
        for (String file : files) {
            resources.add(PluginHelper.getResourceLoader(context())
                    .resolveResource("file:" + Path.of("routes", file).toAbsolutePath()));
        }
        PluginHelper.getRoutesLoader(context()).loadRoutes(resources);
    }

    private void loadProcessHop() throws Exception {
        load(
                "inbound/20-unwrap.camel.yaml",
                "inbound/25-split.camel.yaml",
                "inbound/30-identify.camel.yaml",
                "inbound/40-validate.camel.yaml",
                "inbound/50-acknowledge.camel.yaml",
                "inbound/60-translate.camel.yaml",
                "inbound/70-decide.camel.yaml",
                "outbound/10-translate.camel.yaml",
                "outbound/20-envelope.camel.yaml",
                "outbound/40-reconcile.camel.yaml");
    }

    @Test
    void takesABatchThroughTheStagesInTheOrderOfTheDesign() throws Exception {
        loadProcessHop();

        template().sendBody("direct:inbound-unwrap", "batch");

        assertThat(passed)
                .containsExactly(
                        "unwrap",
                        "identify",
                        "validate",
                        "acknowledge",
                        "reconcile",
                        "translate",
                        "decide",
                        "translateOut",
                        "envelope");
    }

    @Test
    void takesWhatIsTooLargeForABatchFromTheSplitToTheAcknowledgement() throws Exception {
        loadProcessHop();

        template().sendBody("direct:inbound-split", "batch");

        assertThat(passed).startsWith("split", "acknowledge", "reconcile").endsWith("envelope");
    }

    @Test
    void stopsAtTheStageThatFailsAndTellsTheHop() throws Exception {
        context().getRegistry().bind("validateStage", new Stage("validate", true));
        loadProcessHop();

        assertThatThrownBy(() -> template().sendBody("direct:inbound-unwrap", "batch"))
                .isInstanceOf(CamelExecutionException.class)
                .rootCause()
                .hasMessage("validate failed");
        assertThat(passed).containsExactly("unwrap", "identify", "validate");
    }

    @Test
    void answersADoorWithWhatTheReceiveStageSays() throws Exception {
        load("inbound/10-receive.camel.yaml");

        assertThat(template().requestBody("direct:inbound-receive", "bytes")).isEqualTo("bytes");
        assertThat(passed).containsExactly("receive");
    }

    @Test
    void namesEachRouteAfterItsDirectionAndStage() throws Exception {
        loadProcessHop();

        assertThat(context().getRoutes())
                .extracting(route -> route.getId())
                .containsExactlyInAnyOrder(
                        "inbound-unwrap",
                        "inbound-split",
                        "inbound-identify",
                        "inbound-validate",
                        "inbound-acknowledge",
                        "inbound-translate",
                        "inbound-decide",
                        "outbound-translate",
                        "outbound-envelope",
                        "outbound-reconcile");
        assertThat(context().getRoutes())
                .allSatisfy(route -> assertThat(route.getDescription()).isNotBlank());
    }
}
