extension Phrases {
  /// The command line, numbers being typed, and what a key or a command is refused for.
  static let koreanPrompt = commands + entries + refusals

  private static let commands: [(String, String)] = [
    ("the first {} of {} names: type more of one", "이름 {1}개 중 처음 {0}개: 이름을 더 적는다"),
    ("run", "실행"), ("complete", "완성"), ("earlier lines", "이전 줄"),
    ("all keys and commands", "모든 키와 명령"), ("put another operator here", "여기에 다른 연산 놓기"),
    ("put other layers", "다른 층들로 바꾸기"), ("read another input", "다른 입력 읽기"),
    ("use named weights", "이름 있는 가중치 쓰기"),
    ("go to that output element", "그 출력 원소로 가기"), ("show that view", "그 화면 보기"),
    ("elements a second", "1초에 지나는 원소 수"), ("open a lesson, or list all", "수업 열기, 또는 목록"),
    ("set two stacks beside each other", "두 스택을 나란히 놓기"),
    ("hide every value until it is revealed", "보일 때까지 값을 숨기기"),
    ("write an array", "배열을 파일로 쓰기"),
    ("write all, for convscope --state FILE", "전체 상태 쓰기 (convscope --state FILE로 연다)"),
    ("show or write PyTorch lines", "PyTorch 코드 보기 또는 쓰기"), ("now {}", "지금 {0}"),
    ("'{}' is no command: Tab shows all, ? explains them", "'{0!}'{은/는} 명령이 아니다: Tab 목록, ? 설명"),
    ("'{}' is no command: did you mean {}?", "'{0!}'{은/는} 명령이 아니다: {1}{을/를} 뜻했나?"),
    ("'{}' may be {}: write more of it", "'{0!}'{은/는} {1}일 수 있다: 더 적는다"),
    ("{} needs {}", "{0}에는 {1}{이/가} 필요하다"),
    ("no lesson is called '{}': did you mean {}?", "'{0!}'{이라/라}는 수업은 없다: {1}{을/를} 뜻했나?"),
    ("no sample is called '{}': did you mean {}?", "'{0!}'{이라/라}는 예제는 없다: {1}{을/를} 뜻했나?"),
    ("no kernel is called '{}': did you mean {}?", "'{0!}'{이라/라}는 커널은 없다: {1}{을/를} 뜻했나?"),
    ("{} is {} already", "{0}{은/는} 이미 {1}{이다/다}"),
    (
      "pasted text is not run: layers and commands go to the command line, : opens it",
      "붙여 넣은 글은 실행하지 않는다: 층과 명령은 : 명령줄에 넣는다"
    ),
  ]

  private static let entries: [(String, String)] = [
    ("type a value", "값 입력"), ("set and go on", "정하고 다음으로"),
    ("leave it {}", "{0} 그대로 두기"),
    (
      "'{}' is no number: write one such as -2, 0.5 or 1e-3",
      "'{0!}'{은/는} 수가 아니다: -2, 0.5, 1e-3처럼 적는다"
    ),
    ("{} has no bias to change", "{0}에는 바꿀 편향이 없다"),
    ("{} has no weights to change: o finds an operator that has", "{0}에는 바꿀 가중치가 없다: o 다른 연산"),
    (
      "the input of layer {} is computed: [ steps back to layer 0's input",
      "층 {0}의 입력은 계산된 값이다: [ 키로 층 0의 입력으로 간다"
    ),
  ]

  private static let refusals: [(String, String)] = [
    ("{} is below {}: use {} or more", "{0}{은/는} {1}보다 작다: {2} 이상으로 한다"),
    ("{} is above {}: use a smaller number", "{0}{은/는} {1}보다 크다: 더 작은 수로 한다"),
    ("kernel_size {}", "커널 {0}"), ("stride {}", "스트라이드 {0}"), ("groups {}", "그룹 {0}"),
    ("dilation {}", "팽창 {0}"), ("padding {}", "패딩 {0}"),
    (
      "kernel {} with dilation {} spans {} columns, but the padded input has {}: {}",
      "커널 {0}, 팽창 {1}이면 {2}열에 걸치는데 패딩한 입력은 {3}열뿐이다: {4}"
    ),
    (
      "kernel {} spans {} columns, but the padded input has {}: {}",
      "커널 {0}{은/는} {1}열에 걸치는데 패딩한 입력은 {2}열뿐이다: {3}"
    ),
    (
      "padding {} is more than half of kernel {}: use at most {}",
      "패딩 {0}{은/는} 커널 {1}의 절반보다 크다: {2} 이하로 한다"
    ),
    (
      "reflect padding {} is not below the input's {} elements: use at most {}",
      "reflect 패딩 {0}{은/는} 입력 원소 {1}개보다 작아야 한다: {2} 이하로 한다"
    ),
    ("{} has no settings", "{0}에는 설정이 없다"),
    ("{} has no weights: o finds one", "{0}에는 가중치가 없다: o 다른 연산"),
    ("layer {}: {}", "층 {0}: {1}"),
    ("integers", "정수"),
    (
      "Enter goes on in a lesson and reveals a hidden value",
      "Enter는 수업을 잇고 숨은 값을 보인다"
    ),
  ]
}
