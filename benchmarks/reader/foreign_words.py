"""The words that `foreign_edits.py` puts into questions of other languages than English: what stands against what."""


def _pairs(text: str) -> dict[str, str]:
    """Return each side of some pairs, "one/other|one/other", and what stands against it."""
    both = [pair.split("/") for pair in text.split("|")]
    return {second: first for first, second in reversed(both)} | dict(both)


OPPOSITES = {
    "es": _pairs(
        "primer/último|primera/última|primero/último|mayor/menor|máximo/mínimo|máxima/mínima|norte/sur|este/oeste|antes/después|aumento/descenso|aumentar/disminuir|aumentó/disminuyó|"
        "comienzo/final|empezó/terminó|hombres/mujeres|padre/madre|hijo/hija|rey/reina|ventajas/desventajas|interno/externo|público/privado|pública/privada|positivo/negativo|grandes/pequeños|"
        "grandes/pequeñas|grande/pequeño|rico/pobre|ricos/pobres|alto/bajo|alta/baja|caliente/frío|antiguo/moderno|septentrional/meridional|más/menos|dentro/fuera|importaciones/exportaciones"
    ),
    "pt": _pairs(
        "primeiro/último|primeira/última|maior/menor|máximo/mínimo|máxima/mínima|norte/sul|leste/oeste|antes/depois|aumento/redução|aumentar/diminuir|aumentou/diminuiu|início/fim|começou/terminou|"
        "homens/mulheres|pai/mãe|filho/filha|rei/rainha|vantagens/desvantagens|interno/externo|público/privado|pública/privada|positivo/negativo|grandes/pequenos|grandes/pequenas|grande/pequeno|"
        "rico/pobre|ricos/pobres|alto/baixo|alta/baixa|quente/frio|antigo/moderno|setentrional/meridional|mais/menos|dentro/fora|importações/exportações|superior/inferior"
    ),
    "de": _pairs(
        "erste/letzte|ersten/letzten|erster/letzter|erstes/letztes|größte/kleinste|größten/kleinsten|höchste/niedrigste|höchsten/niedrigsten|älteste/jüngste|ältesten/jüngsten|längste/kürzeste|"
        "nördlich/südlich|nördlichen/südlichen|östlichen/westlichen|Norden/Süden|Osten/Westen|vor/nach|Anstieg/Rückgang|Beginn/Ende|begann/endete|Männer/Frauen|Vater/Mutter|Sohn/Tochter|"
        "König/Königin|Vorteile/Nachteile|innere/äußere|öffentliche/private|positive/negative|große/kleine|großen/kleinen|reich/arm|reichen/armen|hohe/niedrige|hohen/niedrigen|heiß/kalt|mehr/weniger|meisten/wenigsten"
    ),
    "ru": _pairs(
        "первый/последний|первая/последняя|первое/последнее|первого/последнего|первым/последним|крупнейший/мельчайший|наибольший/наименьший|наибольшая/наименьшая|максимальный/минимальный|"
        "север/юг|севере/юге|восток/запад|востоке/западе|северной/южной|северная/южная|восточной/западной|до/после|рост/спад|увеличение/уменьшение|начало/конец|начался/закончился|мужчины/женщины|"
        "отец/мать|сын/дочь|король/королева|преимущества/недостатки|внутренний/внешний|положительный/отрицательный|большие/маленькие|богатые/бедные|высокий/низкий|высокая/низкая|горячий/холодный|больше/меньше"
    ),
    "zh": _pairs(
        "第一/最后|最大/最小|最高/最低|最早/最晚|最多/最少|最长/最短|北部/南部|东部/西部|北方/南方|东方/西方|之前/之后|增加/减少|上升/下降|开始/结束|男性/女性|父亲/母亲|儿子/女儿|国王/女王|"
        "优点/缺点|优势/劣势|内部/外部|公共/私人|积极/消极|富人/穷人|进口/出口|高于/低于|成功/失败"
    ),
    "ar": _pairs(
        "الأول/الأخير|الأولى/الأخيرة|أول/آخر|أكبر/أصغر|أعلى/أدنى|أقدم/أحدث|أطول/أقصر|شمال/جنوب|شرق/غرب|الشمالية/الجنوبية|الشرقية/الغربية|الشمالي/الجنوبي|قبل/بعد|زيادة/انخفاض|ارتفاع/انخفاض|"
        "بداية/نهاية|بدأت/انتهت|بدأ/انتهى|الرجال/النساء|والد/والدة|ابن/ابنة|ملك/ملكة|مزايا/عيوب|الداخلية/الخارجية|العامة/الخاصة|الإيجابية/السلبية|الأغنياء/الفقراء|أكثر/أقل"
    ),
    "el": _pairs(
        "πρώτος/τελευταίος|πρώτη/τελευταία|πρώτο/τελευταίο|μεγαλύτερη/μικρότερη|μεγαλύτερο/μικρότερο|μεγαλύτερος/μικρότερος|υψηλότερη/χαμηλότερη|βόρεια/νότια|ανατολικά/δυτικά|βόρειο/νότιο|πριν/μετά|"
        "αύξηση/μείωση|αρχή/τέλος|άρχισε/τελείωσε|άνδρες/γυναίκες|πατέρας/μητέρα|γιος/κόρη|βασιλιάς/βασίλισσα|πλεονεκτήματα/μειονεκτήματα|δημόσια/ιδιωτική|θετική/αρνητική|πλούσιοι/φτωχοί|περισσότερο/λιγότερο"
    ),
    "tr": _pairs(
        "ilk/son|büyük/küçük|yüksek/düşük|eski/yeni|uzun/kısa|kuzey/güney|kuzeyinde/güneyinde|doğu/batı|doğusunda/batısında|önce/sonra|artış/azalış|arttı/azaldı|başlangıcı/sonu|başladı/bitti|erkekler/kadınlar|"
        "babası/annesi|oğlu/kızı|kral/kraliçe|avantajları/dezavantajları|iç/dış|kamu/özel|olumlu/olumsuz|zengin/fakir|sıcak/soğuk|fazla/az|çok/az"
    ),
    "vi": _pairs(
        "đầu tiên/cuối cùng|lớn nhất/nhỏ nhất|cao nhất/thấp nhất|dài nhất/ngắn nhất|nhiều nhất/ít nhất|phía bắc/phía nam|phía đông/phía tây|trước khi/sau khi|tăng/giảm|bắt đầu/kết thúc|đàn ông/phụ nữ|"
        "người cha/người mẹ|ưu điểm/nhược điểm|bên trong/bên ngoài|công cộng/tư nhân|tích cực/tiêu cực|giàu/nghèo|nóng/lạnh"
    ),
    "ro": _pairs(
        "primul/ultimul|prima/ultima|mare/mic|mari/mici|înalt/scăzut|nord/sud|nordul/sudul|est/vest|estul/vestul|înainte/după|creștere/scădere|crescut/scăzut|începutul/sfârșitul|început/terminat|bărbați/femei|"
        "bărbații/femeile|tatăl/mama|fiul/fiica|regele/regina|avantajele/dezavantajele|intern/extern|publică/privată|public/privat|pozitiv/negativ|bogați/săraci|cald/rece|mult/puțin|maximă/minimă|maxim/minim"
    ),
    "hi": _pairs(
        "पहला/अंतिम|पहली/अंतिम|उत्तर/दक्षिण|उत्तरी/दक्षिणी|पूर्व/पश्चिम|पूर्वी/पश्चिमी|वृद्धि/कमी|शुरू/समाप्त|शुरुआत/अंत|पुरुष/महिला|पुरुषों/महिलाओं|पिता/माता|पुत्र/पुत्री|राजा/रानी|"
        "लाभ/हानि|आंतरिक/बाहरी|सार्वजनिक/निजी|सकारात्मक/नकारात्मक|अमीर/गरीब|बड़ा/छोटा|बड़े/छोटे|बड़ी/छोटी|अधिक/कम|अधिकतम/न्यूनतम"
    ),
    "th": _pairs(
        "แรก/สุดท้าย|ใหญ่ที่สุด/เล็กที่สุด|สูงที่สุด/ต่ำที่สุด|สูงสุด/ต่ำสุด|มากที่สุด/น้อยที่สุด|เหนือ/ใต้|ตะวันออก/ตะวันตก|ก่อน/หลัง|เพิ่มขึ้น/ลดลง|เริ่มต้น/สิ้นสุด|ผู้ชาย/ผู้หญิง|พ่อ/แม่|ข้อดี/ข้อเสีย|"
        "ภายใน/ภายนอก|สาธารณะ/ส่วนตัว|ร้อน/เย็น|มากกว่า/น้อยกว่า"
    ),
}  # fmt: skip
