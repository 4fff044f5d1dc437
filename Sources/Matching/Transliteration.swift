/// Names of other scripts in plain Latin letters, one spelling for each letter.
///
/// It gives comparison a start, not readers a text: Hangul by syllable, Cyrillic and Arabic by
/// letter, and Chinese characters only where they are common in names.
enum Transliteration {
  static func latin(_ name: String) -> String {
    guard !name.utf8.allSatisfy({ $0 < 0x80 }) else { return name }
    var result = ""
    for scalar in name.unicodeScalars {
      switch scalar.value {
      case 0xAC00...0xD7A3: result += hangul(scalar.value - 0xAC00)
      case 0x0400...0x045F:
        if let letter = cyrillic[lowered(scalar)] {
          result += letter
        } else {
          result.unicodeScalars.append(scalar)
        }
      case 0x0621...0x06CC:
        if let letter = arabic[scalar] { result += letter }
      case 0x4E00...0x9FFF:
        // Each character is a syllable of its own.
        result += " " + (chinese[scalar] ?? String(scalar)) + " "
      // Apostrophes that romanisations put inside words.
      case 0x27, 0x60, 0xB4, 0x2018, 0x2019, 0x201B, 0x2032, 0x02B9...0x02BF, 0x064B...0x065F: break
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func lowered(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0x0410...0x042F: Unicode.Scalar(scalar.value + 0x20) ?? scalar
    case 0x0400...0x040F: Unicode.Scalar(scalar.value + 0x50) ?? scalar
    default: scalar
    }
  }

  // MARK: Hangul

  private static let initials = [
    "g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p",
    "h",
  ]
  private static let vowels = [
    "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we",
    "wi", "yu", "eu", "ui", "i",
  ]
  private static let finals = [
    "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p",
    "t", "t", "ng", "t", "t", "k", "t", "p", "t",
  ]

  /// A syllable by its number from the first one.
  private static func hangul(_ index: UInt32) -> String {
    let index = Int(index)
    return initials[index / 588] + vowels[index % 588 / 28] + finals[index % 28]
  }

  // MARK: Tables

  private static func table(_ text: String) -> [Unicode.Scalar: String] {
    var result: [Unicode.Scalar: String] = [:]
    for entry in text.split(separator: " ") {
      guard let first = entry.unicodeScalars.first else { continue }
      result[first] = String(entry.unicodeScalars.dropFirst())
    }
    return result
  }

  private static let cyrillic = table(
    """
    аa бb вv гg дd еe жzh зz иi йy кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh щshch ъ ыy ь эe \
    юyu яya ёe єye іi їyi ґg ўw љlj њnj џdz ђdj ћc јj ќk ѓg
    """)

  private static let arabic = table(
    """
    ءa آa أa ؤu إi ئi اa بb ةa تt ثth جj حh خkh دd ذdh رr زz سs شsh صs ضd طt ظz عa غgh فf قq كk لl مm \
    نn هh وw ىa يy پp چch ژzh کk گg یy
    """)

  private static let chinese = table(
    """
    王wang 李li 张zhang 張zhang 刘liu 劉liu 陈chen 陳chen 杨yang 楊yang 赵zhao 趙zhao 黄huang 黃huang \
    周zhou 吴wu 吳wu 徐xu 孙sun 孫sun 胡hu 朱zhu 高gao 林lin 何he 郭guo 马ma 馬ma 罗luo 羅luo 梁liang \
    宋song 郑zheng 鄭zheng 谢xie 謝xie 韩han 韓han 唐tang 冯feng 馮feng 于yu 董dong 萧xiao 蕭xiao \
    程cheng 曹cao 袁yuan 邓deng 鄧deng 许xu 許xu 傅fu 沈shen 曾zeng 彭peng 吕lu 呂lu 苏su 蘇su 卢lu \
    盧lu 蒋jiang 蔣jiang 蔡cai 贾jia 賈jia 丁ding 魏wei 薛xue 叶ye 葉ye 阎yan 余yu 潘pan 杜du 戴dai \
    夏xia 钟zhong 鍾zhong 汪wang 田tian 任ren 姜jiang 范fan 方fang 石shi 姚yao 谭tan 廖liao 邹zou \
    熊xiong 金jin 陆lu 陸lu 郝hao 孔kong 白bai 崔cui 康kang 毛mao 邱qiu 秦qin 江jiang 史shi 顾gu 侯hou \
    邵shao 孟meng 龙long 龍long 万wan 段duan 雷lei 钱qian 汤tang 尹yin 黎li 易yi 常chang 武wu 乔qiao \
    贺he 赖lai 龚gong 文wen 朴piao 全quan 明ming 华hua 建jian 国guo 國guo 军jun 平ping 东dong 東dong \
    志zhi 伟wei 偉wei 海hai 强qiang 晓xiao 小xiao 红hong 春chun 永yong 德de 成cheng 光guang 正zheng \
    新xin 云yun 玉yu 家jia 嘉jia 寅yin 天tian 福fu 祥xiang 丹dan 北bei 京jing 南nan 朝chao 鲜xian \
    鮮xian 中zhong 大da 银yin 銀yin 行hang 公gong 司si 贸mao 易yi 有you 限xian 哲zhe 秀xiu 成cheng \
    男nan 元yuan 浩hao 赫he 哲zhe 英ying 美mei 姬ji 泰tai 昌chang 日ri 星xing 民min 人ren 和he 共gong
    """)
}
