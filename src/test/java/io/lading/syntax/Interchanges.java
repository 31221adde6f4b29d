package io.lading.syntax;

/** Texts that tests are made of. */
final class Interchanges {
    static final String ISA =
            "ISA*00*          *00*          *ZZ*BUYER01        *14*SUPPLIER01     *261001*1200*U*00401*000000905*0*P*>~";
    static final String GS = "GS*PO*BUYER01*SUPPLIER01*20261001*1200*7*X*004010~";
    static final String SET =
            "ST*850*0001~BEG*00*SA*PO-17**20261001~PO1*1*10*EA*9.95**UP*407858017327~CTT*1~SE*5*0001~";
    static final String GE = "GE*1*7~";
    static final String IEA = "IEA*1*000000905~";
    static final String WHOLE = ISA + GS + SET + GE + IEA;

    private Interchanges() {}

    /** A header of version 00501 with this ISA11, component separator and terminator. */
    static String isa501(String repetition, String component, String terminator) {
        return "ISA*00*          *00*          *ZZ*BUYER01        *14*SUPPLIER01     *261001*1200*" + repetition
                + "*00501*000000905*0*P*" + component + terminator;
    }
}
