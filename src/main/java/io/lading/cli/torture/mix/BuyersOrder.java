package io.lading.cli.torture.mix;

import io.lading.cli.simulate.Letter;
import java.nio.charset.StandardCharsets;

/**
 * One order of the mix, alone in its interchange.
 *
 * @param number counts by buyer from 1: control number of interchange and group
 */
record BuyersOrder(Way way, int number) {

    /** What the order is called everywhere: its own number, its file's name, its key. */
    String name() {
        return way.id() + "-" + number;
    }

    Letter letter() {
        return new Letter(text().getBytes(StandardCharsets.US_ASCII), name() + ".x12", "application/edi-x12", name());
    }

    private String text() {
        return """
                ISA*00*          *00*          *ZZ*%-15s*ZZ*SUPPLIER01     *261001*0904*U*00401*%09d*0*P*:~
                GS*PO*%s*SUPPLIER01*20261001*0904*%d*X*004010~
                ST*850*0001~
                BEG*00*SA*%s**20261001~
                PO1*1*5*EA*643.00**UP*078580173278~
                CTT*1~
                SE*5*0001~
                GE*1*%d~
                IEA*1*%09d~
                """.formatted(way.id(), number, way.id(), number, name(), number, number);
    }
}
