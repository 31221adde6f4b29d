package io.lading.cli.bench;

import java.util.List;

/** How sample orders are written in one syntax, as segments without their terminator. */
interface OrderText {
    /** Of file names. */
    String extension();

    char terminator();

    List<String> header(long controlNumber);

    /** @param position in the interchange, from 1; the transaction set's control number */
    List<String> order(SampleOrder order, int position, Defect defect);

    List<String> trailer(int orders, long controlNumber);
}
