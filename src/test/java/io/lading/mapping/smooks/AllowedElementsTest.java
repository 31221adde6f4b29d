package io.lading.mapping.smooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lading.mapping.registry.MapRegistry;
import io.lading.yaml.Problems.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever proposes a map must not thereby run code as the hub, or read what the hub may read. */
class AllowedElementsTest {
    private static final String CONFIG = """
            <smooks-resource-list xmlns="https://www.smooks.org/xsd/smooks-2.0.xsd"
                                  xmlns:core="https://www.smooks.org/xsd/smooks/smooks-core-1.6.xsd"
                                  xmlns:csv="https://www.smooks.org/xsd/smooks/csv-1.7.xsd"
                                  xmlns:ftl="https://www.smooks.org/xsd/smooks/freemarker-2.1.xsd"
                                  xmlns:jb="https://www.smooks.org/xsd/smooks/javabean-1.6.xsd">
              <core:filterSettings type="SAX NG" defaultSerialization="false"/>
              %s
            </smooks-resource-list>
            """;
    private static final String READER = "<reader class=\"io.lading.mapping.smooks.EdiXmlReader\"/>\n";

    @TempDir
    Path mappings;

    @Test
    void readsAMapOfWhatIsAllowed() throws IOException {
        assertThat(inbound(READER + """
                <jb:bean beanId="document" class="java.util.LinkedHashMap" createOnElement="850">
                  <jb:value property="number" data="850/BEG/BEG03"/>
                </jb:bean>""")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <jb:expression property="x" execOnElement="PO1">java.lang.Runtime.getRuntime().exec("id")</jb:expression> | The element <jb:expression> is not allowed
            <condition evaluator="org.smooks.engine.expression.MVELExpressionEvaluator">true</condition>             | The element <condition> is not allowed
            <jb:decodeParam name="valuePreprocess">Runtime.getRuntime()</jb:decodeParam>                           | The element <jb:decodeParam> is not allowed
            <jb:value property="x" data="850/BEG/BEG03" decoder="Enum"/>                                           | <jb:value>: The attribute 'decoder' expects String
            <jb:value property="x" setterMethod="exec" data="850/BEG/BEG03"/>                                      | <jb:value>: The attribute 'setterMethod' is not allowed
            <jb:value property="x" data="document('http://127.0.0.1/')/a"/>                                         | <jb:value>: The attribute 'data' expects a path without functions
            <jb:wiring beanType="java.lang.Runtime"/>                                                              | <jb:wiring>: The attribute 'beanType' is not allowed
            """)
    void refusesInABeanWhatCouldRunCode(String element, String expected) throws IOException {
        List<Problem> problems = inbound(READER
                + "<jb:bean beanId=\"document\" class=\"java.util.LinkedHashMap\" createOnElement=\"850\">\n" + element
                + "\n</jb:bean>");

        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.message()).startsWith(expected);
            assertThat(problem.place().file()).endsWith("smooks/probe/smooks.xml");
            assertThat(problem.place().line()).isEqualTo(9);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <reader class="com.sun.org.apache.xerces.internal.parsers.SAXParser"/>                    | <reader>: The attribute 'class' expects io.lading.mapping.smooks.EdiXmlReader
            <jb:bean beanId="b" class="javax.swing.JFrame" createOnElement="850"/>                    | <jb:bean>: The attribute 'class' expects java.util.LinkedHashMap
            <jb:bean beanId="b" class="java.util.HashMap" factory="a#b" createOnElement="850"/>       | <jb:bean>: The attribute 'factory' is not allowed
            <import file="/etc/passwd"/>                                                              | The element <import> is not allowed
            <resource-config selector="850"><resource>a.B</resource></resource-config>                 | The element <resource-config> is not allowed
            <params><param name="x">y</param></params>                                                | The element <params> is not allowed
            <core:interceptors><core:interceptor class="a.B"/></core:interceptors>                     | The element <core:interceptors> is not allowed
            <core:rewrite/>                                                                           | The element <core:rewrite> is not allowed
            <csv:reader fields="a"><csv:listBinding beanId="b" class="java.io.File"/></csv:reader>     | The element <csv:listBinding> is not allowed
            <ftl:freemarker applyOnElement="850"><ftl:template>a.ftl</ftl:template></ftl:freemarker>    | The element <ftl:freemarker> is not allowed: expected one of the namespaces
            <x xmlns="https://www.smooks.org/xsd/smooks/groovy-2.0.xsd"/>                              | The element <x> is not allowed: expected one of the namespaces
            """)
    void refusesElementsAndClassesThatNoMapNeeds(String element, String expected) throws IOException {
        assertThat(inbound(element)).first().satisfies(problem -> {
            assertThat(problem.message()).startsWith(expected);
            assertThat(problem.place().line()).isEqualTo(7);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ${"freemarker.template.utility.Execute"?new()("id")}            | ?new
            ${order ? <#-- hidden --> new ("a")}                            | ?new
            ${order?api.class}                                              | ?api
            <#list order?api.entrySet() as e>${e}</#list>                   | ?api
            <#assign x = "1+1"?eval>                                        | ?eval
            <@("<#assign y=1>"?interpret)/>                                 | ?interpret
            ${"${order?api}"}                                               | ?api
            ${order.number?no_esc}                                          | ?no_esc
            <#include "data/admin-token">                                   | <#include>
            <#import "lib.ftl" as lib>                                      | <#import>
            <#setting locale="de_DE">                                       | <#setting>
            <#outputformat "plainText">${order.number}</#outputformat>      | <#outputformat>
            <#noautoesc>${order.number}</#noautoesc>                        | <#noautoesc>
            ${.get_optional_template("a")}                                  | .get_optional_template
            <#if .data_model??>a</#if>                                      | .data_model
            """)
    void refusesInATemplateWhatCouldRunCodeOrReadFiles(String line, String refused) throws IOException {
        assertThat(outbound("<#ftl output_format=\"XML\">\n<a>\n" + line + "\n</a>\n", "order.ftl"))
                .anySatisfy(problem -> {
                    assertThat(problem.message()).isEqualTo("A template must not use " + refused + ".");
                    assertThat(problem.place().file()).endsWith("order.ftl");
                    assertThat(problem.place().line()).isEqualTo(3);
                });
    }

    @Test
    void takesWhatAnOrdinaryTemplateUses() throws IOException {
        assertThat(outbound("""
                <#ftl output_format="XML">
                <#-- Is this new? Or an api? -->
                <#macro one of index=0><b n="${index + 1}">${of.id!"? 7 or new"}</b></#macro>
                <?xml version="1.0"?>
                <a number="${order.number?upper_case?trim}" why="what?new">
                <#list order.lines as line>
                  <@one of=line index=line?index/><#if (line.item.gtin)?? && line?has_next>${line.item.gtin?left_pad(14, "0")}</#if>
                <#else>none
                </#list>
                </a>
                """, "order.ftl")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../../data/admin-token", "/etc/passwd", "a/../../b", ".hidden", "file:/etc/passwd"})
    void takesNoTemplateFromOutsideTheMapsFolder(String name) throws IOException {
        assertThat(outbound("<#ftl output_format=\"XML\">\n<a/>", name))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .startsWith("Expected one FreeMarker template, by the name of a file in the map's folder"));
    }

    @Test
    void hasNoExpressionLanguageToRun() {
        for (String name : List.of("org.mvel2.MVEL", "ognl.Ognl", "org.apache.xml.resolver.Catalog")) {
            assertThatThrownBy(() -> Class.forName(name)).as(name).isInstanceOf(ClassNotFoundException.class);
        }
    }

    private List<Problem> inbound(String elements) throws IOException {
        return problems("""
                id: smooks/probe
                kind: smooks
                from: { syntax: x12, set: "850" }
                to: { document: Order }
                """, elements);
    }

    private List<Problem> outbound(String template, String name) throws IOException {
        Path map = Files.createDirectories(mappings.resolve("smooks/probe"));
        Files.writeString(map.resolve("order.ftl"), template);
        return problems(
                """
                id: smooks/probe
                kind: smooks
                from: { document: Order }
                to: { syntax: xml }
                """,
                "<ftl:freemarker applyOnElement=\"#document\"><ftl:template>" + name
                        + "</ftl:template></ftl:freemarker>");
    }

    private List<Problem> problems(String map, String elements) throws IOException {
        Path folder = Files.createDirectories(mappings.resolve("smooks/probe"));
        Files.writeString(folder.resolve("map.yaml"), map);
        Files.writeString(folder.resolve("smooks.xml"), CONFIG.formatted(elements));
        return MapRegistry.of(mappings).refresh().refused().stream()
                .flatMap(refused -> refused.problems().stream())
                .toList();
    }
}
