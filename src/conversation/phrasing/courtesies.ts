/** Sentences that promise and claim nothing: they need no fact. Compared without case and punctuation. */
const COURTESIES = new Set(
  `hello|hi|hi there|hello there|good morning|good afternoon|good evening|thank you|thanks|many thanks|thank you for your message
|thanks for your message|thank you for writing|thanks for writing|thank you for writing to us|thank you for getting in touch
|thanks for getting in touch|thank you for reaching out|thanks for reaching out|thank you for waiting|thanks for waiting
|thank you for your patience|thanks for your patience|i am sorry for the trouble|i'm sorry for the trouble|sorry for the trouble
|i am sorry about this|i'm sorry about this|sorry about this|sorry about that|i am sorry about that|i'm sorry about that
|i am sorry for the wait|i'm sorry for the wait|sorry for the wait
|i understand|i see|of course|thanks for asking
|thank you for asking|let me know if you need anything else|let me know if there is anything else
|let me know if there's anything else|is there anything else|is there anything else i can help with|can i help with anything else
|have a nice day|have a good day|kind regards|best regards|here is what i found|here's what i found|here is the latest
|here's the latest|i looked it up|i looked this up|i checked this for you|i have checked this for you|i've checked this for you
|您好|你好|谢谢|谢谢您|感谢您的来信|感谢您的耐心等待|感谢您的等待|感谢您的咨询|抱歉让您久等了|很抱歉让您久等了|不好意思让您久等了|抱歉给您带来不便
|很抱歉给您带来不便|非常抱歉给您带来不便|请问还有什么可以帮您|还有什么可以帮您的吗|请问还有其他可以帮您的吗|如有其他问题请告诉我|祝您生活愉快|为您查到如下信息
|已为您查询|帮您查到了|理解您的心情|我理解`.split(/\s*\|\s*/u),
);

export function isCourtesy(sentence: string): boolean {
  const words = sentence
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/[.,!?;:。，！？；：、]/gu, '');
  return COURTESIES.has(words.replace(/\s+/gu, ' ').trim());
}
