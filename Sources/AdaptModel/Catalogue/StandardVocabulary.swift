/// Vocabularies that come with the program: the first element that takes its values from one brings its terms.
public enum StandardVocabulary {
    /// One term.
    public struct Term: Sendable {
        /// Code.
        public let code: String
        /// What it is called, by language.
        public let labels: [(language: String, label: String)]

        init(_ code: String, en: String, es: String, ko: String, zh: String) {
            self.code = code
            labels = [("en", en), ("es", es), ("ko", ko), ("zh", zh)]
        }
    }

    /// The terms of a vocabulary; nil: it does not come with the program.
    public static func terms(of vocabulary: String) -> [Term]? {
        vocabulary == "treatment" ? treatments : nil
    }

    /// How an edition plays a trope.
    private static let treatments = [
        Term("straight", en: "played straight", es: "tal cual", ko: "정석대로", zh: "照常运用"),
        Term("exaggerated", en: "exaggerated", es: "exagerado", ko: "과장", zh: "夸张"),
        Term("downplayed", en: "downplayed", es: "atenuado", ko: "축소", zh: "淡化"),
        Term("subverted", en: "subverted", es: "subvertido", ko: "전복", zh: "颠覆"),
        Term("inverted", en: "inverted", es: "invertido", ko: "역전", zh: "反转"),
        Term("parodied", en: "parodied", es: "parodiado", ko: "패러디", zh: "戏仿"),
        Term("deconstructed", en: "deconstructed", es: "deconstruido", ko: "해체", zh: "解构"),
        Term("averted", en: "averted", es: "evitado", ko: "회피", zh: "避开"),
        Term("implied", en: "implied", es: "insinuado", ko: "암시", zh: "暗示"),
    ]
}
