/// Names as a list may hold them, each with how somebody else writes it.
///
/// Put together by hand from the conventions of each script: McCune–Reischauer, Revised and North
/// Korean romanisation, Wade–Giles and pinyin, and the ways Russian and Arabic names are written in
/// English, French and German.
enum NameVariants {
  static let pairs: [(listed: String, variant: String)] = table.split(separator: "\n").map { line in
    let parts = line.split(separator: "|").map {
      $0.trimmingPrefix(" ").description.reversed().drop { $0 == " " }.reversed()
    }
    return (String(parts[0]), String(parts[1]))
  }

  private static let table = """
    Kim Jong Un | Gim Jeong-eun
    Kim Jong Il | Kim Chŏng-il
    Kim Yo Jong | Gim Yeo-jeong
    Pak Pong Ju | Park Bong-ju
    Ri Su Yong | Lee Soo-yong
    Choe Ryong Hae | Choi Ryong-hae
    Jang Song Thaek | Chang Sŏng-t'aek
    Ri Yong Ho | Yi Yŏng-ho
    Kim Yong Chol | Gim Yeong-cheol
    Pak Jin Hyok | Park Jin-hyeok
    Jon Chang Hyok | Jeon Chang-hyeok
    Ri Jong Chol | Lee Jeong-cheol
    Hwang Pyong So | Hwang Byeong-seo
    O Kuk Ryol | Oh Guk-ryeol
    Choe Pu Il | Choi Bu-il
    Paek Se Bong | Baek Se-bong
    Ri Pyong Chol | Lee Byung-chul
    Jo Yong Won | Cho Yong-won
    Ri Man Gon | Yi Man-gŏn
    Yun Ho Jin | Yoon Ho-jin
    Ri Je Son | Lee Je-seon
    Hwang Sok Hwa | Hwang Seok-hwa
    Ri Hong Sop | Lee Hong-seop
    Han Yu Ro | Han Yoo-ro
    Pak Han Se | Park Han-se
    Chang Myong Chin | Jang Myeong-jin
    Ra Kyong Su | Ra Gyeong-su
    Kim Kwang Il | Gim Gwang-il
    Ko Tae Hun | Go Tae-hun
    Ri Won Ho | Lee Weon-ho
    Jo Yong Chol | Cho Yŏng-ch'ŏl
    Kim Chol Sam | Gim Cheol-sam
    Kim Sok Chol | Kim Seok-cheol
    Pak Chun Il | Park Chun-il
    Kim Song Chol | Gim Seong-cheol
    Son Jong Hyok | Sohn Jung-hyuk
    Kim Se Gon | Gim Se-geon
    Ri Chun Hwan | Lee Choon-hwan
    Sin Kyu Nam | Shin Gyu-nam
    Cho Il U | Jo Il-woo
    Cho Chun Ryong | Jo Chun-ryong
    Pak To Chun | Park Do-chun
    An Jong Hyuk | Ahn Jung-hyok
    Mun Chong Chol | Moon Jong-chol
    Kim Nam Ung | Gim Nam-ung
    Choe Chun Yong | Choi Chun-young
    Sim Hyon Sop | Shim Hyeon-seop
    Ri Yong Su | Yi Yong-soo
    Kang Kyong Il | Gang Gyeong-il
    Rim Jong Hyok | Lim Jong-hyok
    Kim Jong Gak | 김정각
    Ri Sol Ju | 리설주
    Pak Yong Sik | 박영식
    Choe Sang Gon | 최상건
    Han Kwang Sang | 한광상
    Kang Song Nam | 강성남
    Chongch’al Ch’ongguk | Jeongchal Chongguk
    Ryugyong Commercial Bank | Yugyeong Commercial Bank
    Korea Ryonbong General Corporation | Korea Ryeonbong General Corporation
    Tanchon Commercial Bank | Danchon Commercial Bank
    Korea Kwangson Banking Corp | Korea Gwangseon Banking Corp
    Daedong Credit Bank | Taedong Credit Bank
    Hyoksin Trading Corporation | Hyeoksin Trading Corporation
    Chosun Expo | Chosŏn Expo
    Korea Mangyongdae Computer Technology Corporation | Korea Mangyeongdae Computer Technology Corp
    Green Pine Associated Corporation | GREENPINE ASSOCIATED CORPORATION
    Tian Yinyin | T'ien Yin-yin
    Li Jiadong | Lee Chia-tung
    Zhang Xin | Chang Hsin
    Xu Zhiqiang | Hsu Chih-ch'iang
    Zhou Jianshu | Chou Chien-shu
    Ma Xiaohong | 马晓红
    Wu Huihui | Wu Hui-hui
    Cao Guoqiang | Ts'ao Kuo-ch'iang
    Qin Zhongjun | Ch'in Chung-chün
    Deng Guangming | Teng Kuang-ming
    Song Zhenhua | Sung Chen-hua
    Xie Taiping | Hsieh T'ai-p'ing
    Guo Jinping | 郭金平
    Huang Yongde | 黄永德
    Aleksandr Kuznetsov | Александр Кузнецов
    Yevgeniy Prigozhin | Evgeny Prigozhin
    Dmitriy Khoroshev | Dmitry Horoshev
    Mikhail Matveev | Mihail Matveyev
    Sergey Shcherbakov | Sergej Scherbakow
    Yuriy Andrienko | Iurii Andrienko
    Aleksey Belan | Alexey Belan
    Maksim Yakubets | Maxim Iakubets
    Igor Michurin | Игорь Мичурин
    Vsevolod Tsygankov | Wsewolod Cygankov
    Fyodor Zhuravlyov | Fedor Zhuravlev
    Muhammad Husayn Khalil | Mohammed Hussein Khaleel
    Abd al-Rahman Qasim | Abdul Rahman Kassem
    Yusuf al-Hashimi | Youssef El Hachimi
    Khalid Mansur | خالد منصور
    Jamal Sharif | Gamal Cherif
    Ibrahim Dawud | Ebrahim Daoud
    Jon Chol Ho | Chol Ho Jon
    Kim Hyong Chol | KIM, Hyong-Chol
    Pak Sang Hyon | Sang Hyon Park
    """

  /// Others on the same list, close enough to be mistaken.
  static let others = [
    "Kim Jong Chol", "Kim Yong Nam", "Kim Yong Il", "Ri Jong Su", "Ri Yong Mu", "Ri Myong Su",
    "Pak Yong Han", "Pak Jong Chon", "Choe Yong Rim", "Choe Hwi", "Jang Chang Ha", "Jon Il Ho",
    "Jo Chun Hyok", "Kim Kyong Ok", "Kim Won Hong", "Kim Kyok Sik", "Hong Sung Mu",
    "Hong Yong Chil",
    "Kang Chol Su", "Kang Pil Hun", "Ri Kuk Chol", "Ri Tae Il", "Sin Yong Il", "Son Mun San",
    "Yu Chol U", "Wang Yunsheng", "Wang Xin", "Zhang Wei", "Zhao Haiming", "Li Hong Ri", "Liu Fang",
    "Chen Yong", "Xu Jian", "Aleksandr Kovalev", "Sergey Petrov", "Dmitriy Smirnov",
    "Mikhail Ivanov", "Igor Bogachev", "Maksim Rudakov", "Khalid Hassan", "Muhammad Hasan Khalifa",
    "Ibrahim Daud Salih", "Yusuf Hamid", "Foreign Trade Bank", "Korea Daesong Bank",
    "Korea United Development Bank", "Ilsim International Bank", "Koryo Bank",
    "Korea Mining Development Trading Corporation", "Korea Tangun Trading Corporation",
    "Korea Complex Equipment Import Corporation", "Namchongang Trading Corporation",
  ]
}
