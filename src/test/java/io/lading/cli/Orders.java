package io.lading.cli;

/** Orders that the tests of verbs have in common. */
final class Orders {
    /** Two orders, the second with a letter in its quantity. */
    static final String SECOND_IS_WRONG = """
            ISA*00*          *00*          *14*0123456789012  *ZZ*SUPPLIER01     *261001*1200*U*00401*000000905*0*P*>~
            GS*PO*GLOBEX*SUPPLIER01*20261001*1200*7*X*004010~
            ST*850*0001~
            BEG*00*SA*PO-4711**20261002~
            CUR*BY*USD~
            REF*DP*6679~
            DTM*002*20261103~
            N1*ST*Prairie Market*UL*4012345000009~
            N3*2652 Market Street~
            N4*Reno*NV*89501*US~
            PO1*1*85*EA*643**UK*04078580173274~
            PID*F****cotton shirt, blue, L~
            CTT*1~
            SE*12*0001~
            ST*850*0002~
            BEG*00*SA*PO-4712**20261002~
            PO1*1*1O*EA*9.95~
            CTT*1~
            SE*5*0002~
            GE*2*7~
            IEA*1*000000905~
            """;

    /** The first of them alone. */
    static final String SOUND = SECOND_IS_WRONG
            .replaceAll("(?s)ST\\*850\\*0002~.*SE\\*5\\*0002~\n", "")
            .replace("GE*2*7", "GE*1*7");

    /** Two orders in EDIFACT, the second with a letter in its quantity. */
    static final String EDIFACT_SECOND_IS_WRONG = """
            UNA:+.? '
            UNB+UNOC:3+4012345000009:14+SUPPLIER01:ZZZ+261001:1200+905'
            UNH+1+ORDERS:D:96A:UN'
            BGM+220+PO-4711+9'
            DTM+137:20261002:102'
            LIN+1++4078580173274:EN'
            QTY+21:85:PCE'
            UNS+S'
            UNT+7+1'
            UNH+2+ORDERS:D:96A:UN'
            BGM+220+PO-4712+9'
            DTM+137:20261002:102'
            LIN+1++4078580173274:EN'
            QTY+21:1O:PCE'
            UNS+S'
            UNT+7+2'
            UNZ+2+905'
            """;

    private Orders() {}
}
