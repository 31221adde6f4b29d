package io.lading.mapping.registry;

/** X12 sets, one of each kind that EDIFACT has too, with nothing in them that it has no place for. */
final class CrossStandardSets {
    /** Parted by empty lines; the first line of each is the set's number. */
    static final String TEXT = """
            850
            BEG*00*SA*4500012345**20261002~
            CUR*BY*USD~
            REF*CT*K-2026-01~
            REF*DP*038~
            PER*OC*NIGHT DESK*TE*6145550000~
            FOB*PP****FCA~
            SAC*A*C310***12550**5*****02***VOLUME DISCOUNT~
            ITD*08*3*2*20261012***45~
            DTM*002*20261103*0930~
            DTM*001*20261201~
            TD5*B*2*UPSN*M~
            N9*L1*TEXT~
            MSG*CALL BEFORE DELIVERY~
            N1*BY*BIG RETAIL*UL*4012345000009~
            N3*1 MAIN STREET*SUITE 200~
            N4*OMAHA*NE*68102*US~
            REF*IA*204411~
            PER*BD*JANE MILLER*TE*6145551234*EM*JANE@RETAIL.EXAMPLE~
            N1*ST*STORE 12*UL*4012345000016~
            N1*SU*MAKER*91*M-1~
            N1*Z7**92*0017~
            PO1*1*120*EA*9.25*PE*EN*4078580173274*VN*V-1*IN*B-1*SK*77~
            PID*F****SMALL WIDGET WITH QUITE A LONG DESCRIPTION OF ITSELF~
            SDQ*EA*92*0001*50*0002*70~
            PO1*2*12.5*KG*4**UP*078580173298~
            SCH*6*KG***002*20261105~
            SCH*6.5*KG***002*20261112~
            CTT*2*132.5~
            AMT*TT*1160.00~

            855
            BAK*00*AC*PO-88121*20260920****SO-20077*20260921~
            CUR*SE*USD~
            N1*BY*BIG RETAIL*UL*4012345000009~
            N1*SU*MAKER*UL*4012345000023~
            PO1*1*60*EA*9.25*PE*UP*078580173274*VN*V-1~
            ACK*IC*50*EA*067*20261105~
            ACK*IR*10*EA*067*20261119~
            PO1*2*5*EA*1.00**EN*4078580173281~
            ACK*IR~
            CTT*2~

            860
            BCH*04*SA*PO-88121**2*20260920*****20261003~
            REF*DP*038~
            DTM*002*20261110~
            N1*BY*BIG RETAIL*UL*4012345000009~
            POC*1*CA*80*80*EA*9.25**UP*078580173274~
            PID*F****SMALL WIDGET~
            POC*3*AI*12**CA*4.00**EN*4078580173281~
            SCH*12*CA***002*20261110~
            CTT*2~

            856
            BSN*00*SH-1001*20261001*1130*0001~
            HL*1**S~
            TD1*CTN*3****G*42.5*LB~
            TD5*O*2*UPSN*M~
            REF*BM*BOL-77~
            DTM*011*20261001*1200~
            DTM*017*20261004~
            N1*ST*DC 12*UL*4012345000016~
            N4*RENO*NV*89501*US~
            N1*SF*PLANT 1*91*P1~
            HL*2*1*O~
            PRF*PO-88121***20260920~
            HL*3*2*T~
            MAN*GM*00040123450000000109~
            HL*4*3*P~
            MAN*GM*00040123450000000017~
            HL*5*4*I~
            LIN*1*UP*078580173274*VN*V-1~
            SN1**10*EA**12*EA~
            PID*F****SMALL WIDGET~
            HL*6*1*O~
            PRF*PO-88122~
            HL*7*6*P~
            MAN*GM*00040123450000000031~
            HL*8*7*I~
            LIN*2*UP*078580173274*PL*7~
            SN1**5*EA~
            DTM*036*20270131~
            CTT*8~

            810
            BIG*20261005*INV-9001*20260920*PO-88121***DI~
            CUR*SE*USD~
            REF*BM*BOL-77~
            N1*BY*BIG RETAIL*UL*4012345000009~
            N1*ST*DC 12*UL*4012345000016~
            N1*SU*MAKER*UL*4012345000023~
            REF*VX*DE123456789~
            ITD*08*3*2**10*20261104*30~
            DTM*011*20261001~
            FOB*PP~
            IT1*1*60*EA*9.25*PE*PL*1*UP*078580173274*VN*V-1~
            TXI*VA*105.45*19***2~
            PID*F****SMALL WIDGET~
            SAC*A*F800***5550**10********LINE DISCOUNT~
            IT1*2*2.5*KG*4**VN*V-2~
            TDS*67395*55500*54285*1215~
            TXI*VA*107.45*19~
            SAC*C*D240***2000*******06***FREIGHT~
            TXI*VA*3.8*19~
            CTT*2~

            846
            BIA*00*SI*INV-2026-39*20260926*0600~
            CUR*SE*USD~
            DTM*007*20260925~
            N1*SU*MAKER*UL*4012345000023~
            N1*WH*WAREHOUSE 4*91*W4~
            LIN*1*UP*078580173274*VN*V-1~
            PID*F****SMALL WIDGET~
            QTY*33*118*EA~
            QTY*63*200*EA~
            DTM*018*20261003~
            CTT*1~

            867
            BPT*00*SR-9*20261003*SS~
            CUR*BY*USD~
            DTM*090*20260901~
            DTM*091*20260930~
            N1*BY*DISTRIBUTOR*UL*4012345000009~
            N1*SU*MAKER*UL*4012345000023~
            PTD*SS~
            N1*ST*STORE 1*92*0001~
            QTY*32*12*EA~
            LIN*1*UP*078580173274~
            UIT*EA*9.25~
            PTD*SS~
            N1*ST*STORE 2*92*0002~
            QTY*32*30*EA~
            LIN*2*UP*078580173274~
            CTT*2~

            830
            BFR*00*FC-2026-40**DL*A*20261005*20261101*20261001**K-7*PO-900~
            N1*BY*BIG MAKER*UL*4012345000009~
            N1*SU*SUPPLIER*UL*4012345000023~
            N1*ST*PLANT 1*92*P1~
            LIN*1*VN*V-1*IN*B-1~
            UIT*EA~
            PID*F****BRACKET~
            FST*100*C*W*20261005*20261011~
            FST*150*D*W*20261012*20261018~
            SHP*01*80*050*20260928~
            REF*SI*SH-77~
            CTT*1~

            862
            BSS*00*JIT-2026-41*20261006*DL*20261012*20261016*R-3**K-7*PO-900*A~
            N1*BY*BIG MAKER*UL*4012345000009~
            N1*SU*SUPPLIER*UL*4012345000023~
            N1*ST*PLANT 1*92*P1~
            LIN*1*VN*V-1*IN*B-1~
            UIT*EA~
            FST*20*C*D*20261012~
            FST*30*C*D*20261013~
            FST*40*D*D*20261014~
            LIN*2*EN*4078580173274~
            UIT*EA~
            FST*5*C*D*20261012~
            CTT*2~

            861
            BRA*RC-1*20261006*00*1~
            REF*SI*SH-1001~
            DTM*050*20261005~
            PRF*PO-88121***20260920~
            N1*BY*BIG RETAIL*UL*4012345000009~
            N1*SU*MAKER*UL*4012345000023~
            RCD*1*58*EA*2*EA~
            LIN**PL*1*UP*078580173274*VN*V-1~
            MAN*GM*00040123450000000017~
            RCD*2*100*CA~
            LIN**EN*4078580173281~
            CTT*2~

            820
            BPR*I*4321.50*C*CHK************20261110~
            TRN*1*RA-77**PMT-9001~
            CUR*PR*USD~
            DTM*097*20261109~
            N1*PR*BIG RETAIL*UL*4012345000009~
            N1*PE*MAKER*UL*4012345000023~
            ENT*1~
            RMR*IV*INV-9001**4000*4100*50~
            REF*PO*PO-88121~
            DTM*003*20261005~
            RMR*CM*CN-17**-321.5~

            832
            BCT*PC*CAT-2026*3*******00~
            REF*CT*K-7~
            DTM*097*20261001~
            DTM*007*20261101~
            DTM*036*20270430~
            CUR*SE*USD~
            N1*BY*BIG RETAIL*UL*4012345000009~
            N1*SU*MAKER*UL*4012345000023~
            LIN*1*UP*078580173274*VN*V-1~
            G53*001~
            PID*F****SMALL WIDGET~
            CTP**UCP*9.25*1*EA~
            CTP**MSR*14.99~
            LIN*2*EN*4078580173281~
            CTP**UCP*4~
            CTT*2~

            840
            BQT*00*RFQ-5*20261001*106*20261015~
            CUR*BY*USD~
            REF*DP*038~
            DTM*002*20261201~
            N1*BY*BIG RETAIL*UL*4012345000009~
            N1*SU*MAKER*UL*4012345000023~
            PO1*1*500*EA***EN*4078580173274~
            PID*F****SMALL WIDGET~
            PO1*2*20*CA***VN*V-2~
            CTT*2~

            843
            BQR*00*QU-9*20261005*036*20261105~
            CUR*SE*USD~
            REF*Q1*RFQ-5~
            ITD*01*3*****30~
            N1*BY*BIG RETAIL*UL*4012345000009~
            N1*SU*MAKER*UL*4012345000023~
            PO1*1*500*EA*9.25*PE*EN*4078580173274~
            CTP**MSR*14.99~
            PID*F****SMALL WIDGET~
            PO1*2*20*CA*88**VN*V-2~
            CTT*2~

            824
            BGN*00*AR-1*20261002*1015~
            N1*BY*BIG RETAIL*UL*4012345000009~
            N1*SU*MAKER*UL*4012345000023~
            OTI*TR*PO*PO-88121***20261002*0930~
            TED*DUP*ORDER ALREADY RECEIVED~
            OTI*TA*PO*PO-88122~

            214
            B10*PRO-1*SH-1001*UPSN~
            L11*PO-88121*PO~
            N1*ST*DC 12*UL*4012345000016~
            N4*RENO*NV*89501*US~
            LX*1~
            AT7*AF*NS***20261001*1400~
            MS1*DAYTON*OH*US~
            AT7*D1*NS***20261004*0910~
            MS1*RENO*NV*US~
            MS2*UPSN*TR-7~
            L11*1Z999*CN~
            """;

    private CrossStandardSets() {}
}
